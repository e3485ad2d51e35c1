"""What the payer page says, in the languages it speaks, and how these write an amount."""

from __future__ import annotations

from kontor.kernel.money import Money, places

_WORDS = (
    "title", "sandbox", "merchant", "order", "amount", "pay", "refuse", "walk", "walk_hint", "behaviour",
    "notification", "api", "seconds", "times", "forge", "save", "saved",
    "left_title", "left", "paid_title", "paid", "closed_title", "closed", "back", "unknown_title", "unknown",
)  # fmt: skip

_TEXTS = {
    "en": (
        "Payment", "Sandbox: no real money moves here.", "Merchant", "Order", "Amount", "Pay", "Refuse", "Walk away",
        "Walking away sends nothing to the merchant.", "How the gateway behaves",
        "Notification", "API", "Seconds", "Copies", "Forgery", "Save", "Saved.",
        "You have left the payment", "Nothing was paid and nothing was sent. You may close this page.",
        "Paid", "The payment is made. You may close this page.",
        "Closed", "This payment is closed and cannot be paid any more.", "Back to the merchant",
        "No such payment", "There is no payment at this address.",
    ),
    "zh-Hans": (
        "付款", "沙箱环境：不会发生真实扣款。", "商户", "订单", "金额", "付款", "拒绝付款", "离开",
        "离开时不会向商户发送任何信息。", "网关的行为",
        "通知", "接口", "秒数", "份数", "伪造方式", "保存", "已保存。",
        "您已离开付款", "未付款，也未发送任何信息。您可以关闭此页面。",
        "已付款", "付款已完成。您可以关闭此页面。",
        "已关闭", "此笔付款已关闭，无法再付款。", "返回商户",
        "没有这笔付款", "此地址没有对应的付款。",
    ),
    "es": (
        "Pago", "Entorno de pruebas: aquí no se mueve dinero real.", "Comercio", "Pedido", "Importe",
        "Pagar", "Rechazar",
        "Abandonar", "Al abandonar no se envía nada al comercio.", "Cómo se comporta la pasarela",
        "Notificación", "API", "Segundos", "Copias", "Falsificación", "Guardar", "Guardado.",
        "Ha abandonado el pago", "No se ha pagado ni enviado nada. Puede cerrar esta página.",
        "Pagado", "El pago está hecho. Puede cerrar esta página.",
        "Cerrado", "Este pago está cerrado y ya no se puede pagar.", "Volver al comercio",
        "No existe el pago", "No hay ningún pago en esta dirección.",
    ),
    "fr": (
        "Paiement", "Bac à sable : aucun argent réel ne circule ici.", "Marchand", "Commande", "Montant",
        "Payer", "Refuser",
        "Quitter", "Si vous quittez, rien n’est envoyé au marchand.", "Comportement de la passerelle",
        "Notification", "API", "Secondes", "Copies", "Falsification", "Enregistrer", "Enregistré.",
        "Vous avez quitté le paiement", "Rien n’a été payé ni envoyé. Vous pouvez fermer cette page.",
        "Payé", "Le paiement est effectué. Vous pouvez fermer cette page.",
        "Fermé", "Ce paiement est fermé et ne peut plus être réglé.", "Retour chez le marchand",
        "Paiement inconnu", "Aucun paiement ne se trouve à cette adresse.",
    ),
    "ru": (
        "Оплата", "Песочница: настоящие деньги здесь не списываются.", "Продавец", "Заказ", "Сумма", "Оплатить",
        "Отказаться", "Уйти", "Если уйти, продавцу ничего не отправляется.", "Как ведёт себя шлюз",
        "Уведомление", "API", "Секунды", "Копии", "Подделка", "Сохранить", "Сохранено.",
        "Вы покинули оплату", "Ничего не оплачено и ничего не отправлено. Страницу можно закрыть.",
        "Оплачено", "Платёж выполнен. Страницу можно закрыть.",
        "Закрыто", "Этот платёж закрыт, оплатить его уже нельзя.", "Вернуться к продавцу",
        "Платёж не найден", "По этому адресу платежа нет.",
    ),
    "pt-BR": (
        "Pagamento", "Ambiente de testes: nenhum dinheiro real é movimentado.", "Loja", "Pedido", "Valor",
        "Pagar", "Recusar",
        "Sair", "Ao sair, nada é enviado à loja.", "Como o gateway se comporta",
        "Notificação", "API", "Segundos", "Cópias", "Falsificação", "Salvar", "Salvo.",
        "Você saiu do pagamento", "Nada foi pago nem enviado. Você pode fechar esta página.",
        "Pago", "O pagamento foi feito. Você pode fechar esta página.",
        "Encerrado", "Este pagamento está encerrado e não pode mais ser pago.", "Voltar à loja",
        "Pagamento inexistente", "Não há pagamento neste endereço.",
    ),
    "bg": (
        "Плащане", "Тестова среда: тук не се движат истински пари.", "Търговец", "Поръчка", "Сума", "Плащане", "Отказ",
        "Напускане", "При напускане на търговеца не се изпраща нищо.", "Как се държи шлюзът",
        "Известие", "API", "Секунди", "Копия", "Фалшификация", "Запазване", "Запазено.",
        "Напуснахте плащането", "Нищо не е платено и нищо не е изпратено. Може да затворите страницата.",
        "Платено", "Плащането е направено. Може да затворите страницата.",
        "Затворено", "Това плащане е затворено и вече не може да се извърши.", "Обратно при търговеца",
        "Няма такова плащане", "На този адрес няма плащане.",
    ),
}  # fmt: skip

_MARKS = {"en": (",", "."), "zh-Hans": (",", "."), "es": (".", ","), "pt-BR": (".", ","), "fr": ("\u202f", ","),
          "ru": ("\u00a0", ","), "bg": ("\u00a0", ",")}  # fmt: skip
_ALSO = {"zh": "zh-Hans", "pt": "pt-BR"}


def languages() -> list[str]:
    return list(_TEXTS)


def chosen(accept_language: str) -> str:
    """The language that the browser likes best among ours; English when it likes none."""
    wishes: list[tuple[float, str]] = []
    for part in accept_language.split(","):
        tag, _, weight = part.strip().partition(";q=")
        try:
            wishes.append((float(weight or 1), tag.lower()))
        except ValueError:
            continue
    ours = {tag.lower().split("-")[0]: tag for tag in _TEXTS} | _ALSO
    for liking, tag in sorted(wishes, key=lambda wish: -wish[0]):
        if liking > 0 and tag.split("-")[0] in ours:
            return ours[tag.split("-")[0]]
    return "en"


def words(language: str) -> dict[str, str]:
    return dict(zip(_WORDS, _TEXTS[language], strict=True))


def written(money: Money, language: str) -> str:
    """`1,234.50 USD`, with the language's own marks."""
    group, point = _MARKS[language]
    plain = f"{money.amount:,.{places(money.currency)}f}"
    return plain.translate({ord(","): group, ord("."): point}) + f"\u00a0{money.currency}"
