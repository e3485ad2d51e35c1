"""What buyers say of goods and stores, and saying it."""

from __future__ import annotations

from django.urls import path, re_path

from kontor.sites.storefront.reviewing import lists, mine, votes, write

urlpatterns = [
    path("account/orders/<int:number>/review/", write.order, name="order_review"),
    path("account/orders/<int:number>/review/<uuid:review_id>/more/", write.more, name="review_follow_up"),
    path("account/reviews/", mine.waiting, name="reviews_waiting"),
    path("account/reviews/written/", mine.written, name="reviews_written"),
    re_path(r"^p/(?P<number>[0-9]{1,18})/reviews/$", lists.of_product, name="product_reviews"),
    path("s/<slug:slug>/reviews/", lists.of_store, name="store_reviews"),
    path("reviews/<uuid:store_id>/<uuid:review_id>/helpful/", votes.helpful, name="review_helpful"),
    path("reviews/<uuid:store_id>/<uuid:review_id>/report/", votes.report, name="review_report"),
]
