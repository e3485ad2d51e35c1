"""What the binding page says, in the languages of the payer page."""

from __future__ import annotations

_WORDS = (
    "title", "ask", "account", "means", "agree", "refuse", "active_title", "active", "withdraw", "ended_title",
    "ended", "refused_title", "refused",
)  # fmt: skip

_TEXTS = {
    "en": (
        "Save a way to pay", "may charge this way of paying for your orders without asking you here each time.",
        "Your account there", "What do you want to save?", "Agree and save", "No, go back",
        "Saved", "The merchant may charge it. You can withdraw that here at any time.", "Withdraw",
        "Withdrawn", "The merchant can no longer charge it.", "Not saved", "You did not agree. Nothing was saved.",
    ),
    "zh-Hans": (
        "保存付款方式", "可直接用此付款方式支付您的订单，无需每次在此确认。", "您在商户的账号", "您想保存哪一种？",
        "同意并保存", "不，返回", "已保存", "商户可以使用此付款方式扣款。您可以随时在此解除。", "解除授权",
        "已解除", "商户不能再使用此付款方式扣款。", "未保存", "您没有同意，未保存任何内容。",
    ),
    "es": (
        "Guardar una forma de pago", "podrá cobrar sus pedidos de esta forma sin preguntarle aquí cada vez.",
        "Su cuenta allí", "¿Qué desea guardar?", "Aceptar y guardar", "No, volver", "Guardada",
        "El comercio puede cobrar así. Puede retirar el permiso aquí en cualquier momento.", "Retirar el permiso",
        "Retirada", "El comercio ya no puede cobrar así.", "No guardada", "No ha aceptado. No se ha guardado nada.",
    ),
    "fr": (
        "Enregistrer un moyen de paiement",
        "pourra débiter ce moyen pour vos commandes sans vous demander à chaque fois.",
        "Votre compte chez lui", "Que voulez-vous enregistrer ?", "Accepter et enregistrer", "Non, revenir",
        "Enregistré", "Le marchand peut le débiter. Vous pouvez retirer cet accord ici à tout moment.",
        "Retirer l’accord", "Retiré", "Le marchand ne peut plus le débiter.", "Non enregistré",
        "Vous n’avez pas accepté. Rien n’a été enregistré.",
    ),
    "ru": (
        "Сохранить способ оплаты", "сможет списывать оплату ваших заказов этим способом, не спрашивая каждый раз.",
        "Ваша учётная запись", "Что вы хотите сохранить?", "Согласиться и сохранить", "Нет, вернуться", "Сохранено",
        "Продавец может списывать оплату. Разрешение можно отозвать здесь в любое время.", "Отозвать", "Отозвано",
        "Продавец больше не может списывать оплату.", "Не сохранено", "Вы не согласились. Ничего не сохранено.",
    ),
    "pt-BR": (
        "Salvar uma forma de pagamento", "poderá cobrar seus pedidos desta forma sem perguntar aqui a cada vez.",
        "Sua conta lá", "O que você quer salvar?", "Aceitar e salvar", "Não, voltar", "Salva",
        "A loja pode cobrar desta forma. Você pode retirar a permissão aqui a qualquer momento.", "Retirar a permissão",
        "Retirada", "A loja não pode mais cobrar desta forma.", "Não salva", "Você não aceitou. Nada foi salvo.",
    ),
    "bg": (
        "Запазване на начин на плащане", "ще може да тегли за поръчките ви по този начин, без да пита всеки път.",
        "Вашият профил там", "Какво искате да запазите?", "Съгласие и запазване", "Не, назад", "Запазено",
        "Търговецът може да тегли. Можете да оттеглите съгласието тук по всяко време.", "Оттегляне", "Оттеглено",
        "Търговецът вече не може да тегли.", "Не е запазено", "Не се съгласихте. Нищо не е запазено.",
    ),
}  # fmt: skip


def words(language: str) -> dict[str, str]:
    """The words by name."""
    return dict(zip(_WORDS, _TEXTS[language], strict=True))
