"""Categories, products, SKUs, their texts and pictures (TRD-02)."""

from __future__ import annotations

from django.db import models

from kontor.contexts.sellers.models import Store
from kontor.kernel.clock import now
from kontor.kernel.ids import new_id, public_number


class Category(models.Model):
    """A place in the tree of goods. Products stand in leaves."""

    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    slug = models.SlugField(max_length=60, unique=True)
    position = models.PositiveSmallIntegerField(default=0)
    names = models.JSONField(default=dict)  # language → name
    hs_prefix = models.CharField(max_length=6, blank=True)
    commission_bp = models.PositiveSmallIntegerField(default=500)  # basis points of what is paid
    export_controlled = models.BooleanField(default=False)  # ACC-34
    icon = models.CharField(max_length=30, blank=True)


class AttributeKind(models.TextChoices):
    CHOICE = "choice"  # one of the options, and no other
    NUMBER = "number"  # any number in the attribute's unit; options are the usual ones
    TEXT = "text"


class AttributeDefinition(models.Model):
    """A property that goods of a category have; a facet when it is enumerable. Axes are always chosen from options."""

    category = models.ForeignKey(Category, on_delete=models.CASCADE, related_name="attributes")
    code = models.SlugField(max_length=40)
    labels = models.JSONField(default=dict)  # language → label
    options = models.JSONField(default=list)  # [{"code": …, "labels": {language: label}}]
    kind = models.CharField(max_length=6, choices=AttributeKind, default=AttributeKind.CHOICE, db_default="choice")
    required = models.BooleanField(default=False, db_default=False)  # before a product is handed in
    unit = models.CharField(max_length=10, blank=True)
    is_axis = models.BooleanField(default=False)  # SKUs differ by it
    is_facet = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["category", "code"], name="attribute_once")]


class ProductState(models.TextChoices):
    DRAFT = "draft"
    UNDER_REVIEW = "under_review"
    APPROVED = "approved"
    REJECTED = "rejected"
    DELISTED = "delisted"


class Product(models.Model):
    """What a store offers; its SKUs are what can be bought."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.BigIntegerField(unique=True, default=public_number)  # in addresses and for people
    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+")
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="+")
    slug = models.CharField(max_length=80, blank=True, default="", db_default="")  # before the number in addresses
    state = models.CharField(max_length=12, choices=ProductState, default=ProductState.DRAFT)
    delisted_by = models.CharField(max_length=8, blank=True, default="", db_default="")  # seller | operator
    reason = models.TextField(blank=True)  # why rejected or delisted
    brand = models.CharField(max_length=60, blank=True)
    attributes = models.JSONField(default=dict)  # code → option code, or free value
    home_language = models.CharField(max_length=8)
    picture = models.CharField(max_length=200, blank=True)  # media path of the first picture
    handling_days = models.PositiveSmallIntegerField(default=3)
    wechat_pay = models.BooleanField(default=False)  # ACC-04
    sold_count = models.PositiveIntegerField(default=0)
    rating_hundredths = models.PositiveSmallIntegerField(default=0)
    rating_count = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=now)
    changed_at = models.DateTimeField(default=now)
    version = models.PositiveIntegerField(default=1)  # two people edit: the second is told

    class Meta:
        indexes = [
            models.Index(fields=["store", "-id"], name="product_list"),
            models.Index(fields=["store", "category", "-id"], name="product_of_shelf"),
            models.Index(fields=["store", "state", "-id"], name="product_of_store"),
            models.Index(fields=["category", "state", "-id"], name="product_of_category"),
            models.Index(fields=["-id"], condition=models.Q(state="under_review"), name="product_to_review"),
        ]


class ProductText(models.Model):
    """A product's words in one language."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=8)
    title = models.CharField(max_length=160)
    description = models.TextField(blank=True)
    bullets = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["product", "language"], name="product_text_once")]


class Picture(models.Model):
    """One picture of a product, or of one choice of an axis."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="pictures")
    position = models.PositiveSmallIntegerField(default=0)
    path = models.CharField(max_length=200)
    axis_option = models.CharField(max_length=60, blank=True)  # "colour:red" shows it when chosen

    class Meta:
        constraints = [models.UniqueConstraint(fields=["product", "position"], name="picture_position_once")]


class PictureUpload(models.Model):
    """A picture that somebody uploaded or cut, until a job has looked whether any product shows it."""

    path = models.CharField(max_length=200, primary_key=True)
    store = models.ForeignKey(Store, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)  # of the last upload of the same picture

    class Meta:
        indexes = [models.Index(fields=["at"], name="picture_upload_age")]


class Sku(models.Model):
    """The unit that is priced, stocked and shipped."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="skus")
    store = models.ForeignKey(Store, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)  # the seller's own
    axes = models.JSONField(default=dict)  # axis code → option code
    barcode = models.CharField(max_length=14, blank=True)
    price_minor = models.BigIntegerField()
    list_price_minor = models.BigIntegerField(null=True)  # the price before, shown struck through
    currency = models.CharField(max_length=3)
    weight_g = models.PositiveIntegerField()
    length_mm = models.PositiveIntegerField(default=0)
    width_mm = models.PositiveIntegerField(default=0)
    height_mm = models.PositiveIntegerField(default=0)
    hs_code = models.CharField(max_length=10, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["store", "code"], name="sku_code_once"),
            models.CheckConstraint(condition=models.Q(price_minor__gt=0), name="sku_price_positive"),
        ]


class RevisionState(models.TextChoices):
    WAITING = "waiting"  # for the operator's word
    REJECTED = "rejected"


class ProductRevision(models.Model):
    """New words and pictures of a product that stays on sale with the approved ones; gone once they are approved."""

    product = models.OneToOneField(Product, on_delete=models.CASCADE, primary_key=True, related_name="revision")
    store = models.ForeignKey(Store, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=8, choices=RevisionState, default=RevisionState.WAITING)
    body = models.JSONField()  # the fields of these parts as they shall be (`fields.flat`)
    parts = models.JSONField(default=list)  # the parts that were reviewed when it was written
    reason = models.TextField(blank=True)
    at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["store", "state"], name="revision_of_store")]


class ApprovedVersion(models.Model):
    """What was approved last, for the reviewer to compare with."""

    product = models.OneToOneField(Product, on_delete=models.CASCADE, primary_key=True, related_name="approved_version")
    body = models.JSONField()  # `fields.flat`
    version = models.PositiveIntegerField()
    at = models.DateTimeField(default=now)


class ProductDecision(models.Model):
    """A decision of a review: the product's past, and whether its store is trusted."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="decisions")
    store = models.ForeignKey(Store, on_delete=models.CASCADE, related_name="+")
    approved = models.BooleanField()
    by_account = models.UUIDField(null=True)  # null: Kontor itself, for a trusted store
    reason = models.TextField(blank=True)
    at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["store", "-at"], name="decision_of_store")]


class ProductChange(models.Model):
    """One change of a product: fields from what they were to what they became. `version` is the one that it ended."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="changes")
    version = models.PositiveIntegerField()
    fields = models.JSONField()  # name → [before, after]; null: there was, or is, nothing
    by_account = models.UUIDField(null=True)
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["product", "version"], name="product_change_once")]
        indexes = [models.Index(fields=["at"], name="product_change_age")]


class EditorDraft(models.Model):
    """What somebody has typed into the editor and not saved yet; nobody else sees it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    account_id = models.UUIDField()
    store = models.ForeignKey(Store, on_delete=models.CASCADE, related_name="+")
    product = models.ForeignKey(Product, on_delete=models.CASCADE, null=True, related_name="+")  # null: a new one
    version = models.PositiveIntegerField(default=0)  # of the product when it was opened
    title = models.CharField(max_length=160, blank=True)
    typed = models.JSONField()  # name of the form's field → values
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account_id", "product"], condition=models.Q(product__isnull=False), name="editor_draft_once"
            )
        ]
        indexes = [models.Index(fields=["store", "account_id", "-at"], name="editor_draft_mine")]
