"""What the consent page says, in the languages it speaks."""

from __future__ import annotations

from kontor.sandbox.gateway.texts import chosen

_WORDS = (
    "banner", "title", "which", "scope", "who", "own", "given", "family", "email", "none", "yes", "no", "walk",
    "behaviour", "save", "left_title", "left", "wrong_title", "wrong",
)  # fmt: skip

_TEXTS = {
    "en": (
        "Sandbox: this is not {0}. No real account is used.", "Sign in with {0}", "Kontor asks for:",
        "Asked for", "Who are you?", "Somebody else", "Given name", "Family name", "E-mail", "no e-mail",
        "Agree and continue", "Refuse", "Walk away", "How the provider behaves", "Save",
        "You have left", "Nothing was handed over. You may close this page.",
        "This does not work", "The request is too old or was not made as it should be.",
    ),
    "zh-Hans": (
        "沙箱环境：这不是 {0}，不会使用真实账号。", "使用 {0} 登录", "Kontor 请求：", "请求内容", "您是谁？", "其他人",
        "名", "姓", "电子邮箱", "无电子邮箱", "同意并继续", "拒绝", "离开", "服务方的行为", "保存",
        "您已离开", "未交出任何信息。您可以关闭此页面。", "无法继续", "请求已过期或格式不正确。",
    ),
    "es": (
        "Entorno de pruebas: esto no es {0}. No se usa ninguna cuenta real.", "Iniciar sesión con {0}",
        "Kontor pide:", "Se pide", "¿Quién es usted?", "Otra persona", "Nombre", "Apellido", "Correo electrónico",
        "sin correo", "Aceptar y continuar", "Rechazar", "Abandonar", "Cómo se comporta el proveedor", "Guardar",
        "Ha abandonado", "No se ha entregado nada. Puede cerrar esta página.",
        "No funciona", "La solicitud es demasiado antigua o no está bien hecha.",
    ),
    "fr": (
        "Bac à sable : ceci n’est pas {0}. Aucun vrai compte n’est utilisé.", "Se connecter avec {0}",
        "Kontor demande :", "Demandé", "Qui êtes-vous ?", "Quelqu’un d’autre", "Prénom", "Nom", "E-mail",
        "sans e-mail", "Accepter et continuer", "Refuser", "Quitter", "Comportement du fournisseur", "Enregistrer",
        "Vous êtes parti", "Rien n’a été transmis. Vous pouvez fermer cette page.",
        "Cela ne marche pas", "La demande est trop ancienne ou mal formée.",
    ),
    "ru": (
        "Песочница: это не {0}. Настоящий аккаунт не используется.", "Вход через {0}", "Kontor запрашивает:",
        "Запрошено", "Кто вы?", "Кто-то другой", "Имя", "Фамилия", "Эл. почта", "без почты",
        "Согласиться и продолжить", "Отказаться", "Уйти", "Как ведёт себя сервис", "Сохранить",
        "Вы ушли", "Ничего не передано. Страницу можно закрыть.",
        "Не получается", "Запрос устарел или составлен неверно.",
    ),
    "pt-BR": (
        "Ambiente de testes: isto não é {0}. Nenhuma conta real é usada.", "Entrar com {0}", "O Kontor pede:",
        "Pedido", "Quem é você?", "Outra pessoa", "Nome", "Sobrenome", "E-mail", "sem e-mail",
        "Concordar e continuar", "Recusar", "Sair", "Como o provedor se comporta", "Salvar",
        "Você saiu", "Nada foi entregue. Você pode fechar esta página.",
        "Não funciona", "O pedido é antigo demais ou não foi feito corretamente.",
    ),
    "bg": (
        "Тестова среда: това не е {0}. Не се използва истински профил.", "Вход с {0}", "Kontor иска:",
        "Поискано", "Кой сте вие?", "Някой друг", "Име", "Фамилия", "Имейл", "без имейл",
        "Съгласие и напред", "Отказ", "Напускане", "Как се държи доставчикът", "Запазване",
        "Напуснахте", "Нищо не беше предадено. Може да затворите страницата.",
        "Не става", "Заявката е твърде стара или не е направена правилно.",
    ),
}  # fmt: skip


def words(accept_language: str) -> tuple[str, dict[str, str]]:
    """The language that the browser likes best among ours, and its words."""
    language = chosen(accept_language)
    return language, dict(zip(_WORDS, _TEXTS[language], strict=True))
