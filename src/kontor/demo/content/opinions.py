"""What buyers say of their orders and stores answer, in the market's languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Texts = Mapping[str, Sequence[str]]

GOOD: Texts = {
    "en": ("Exactly as in the pictures, and well packed.", "Very good quality for this price. I would buy it again.",
           "Arrived two days early, everything works. Thank you!", "My daughter loves it. The colour is warmer.",
           "Solid, no smell, clear instructions."),
    "zh-hans": ("质量很好，包装仔细，和图片一样。",
                "物流很快，卖家态度很好，值得推荐。",
                "做工精细，价格合理，会再来。",
                "收到了，颜色很漂亮，家人都喜欢。"),
    "es": ("Igual que en las fotos y muy bien embalado.", "Muy buena calidad por este precio, lo volvería a comprar.",
           "Llegó antes de lo previsto y funciona perfectamente.", "A mi hijo le encanta, gracias al vendedor."),
    "fr": ("Conforme aux photos et très bien emballé.", "Très bonne qualité pour ce prix, je recommande.",
           "Livraison plus rapide que prévu, tout fonctionne.", "Joli produit, la couleur est un peu plus claire."),
    "ru": ("Всё как на фото, упаковано отлично.", "Хорошее качество за эти деньги, закажу ещё.",
           "Пришло раньше срока, всё работает. Спасибо продавцу!", "Сделано аккуратно, запаха нет."),
    "pt-br": ("Igual às fotos e muito bem embalado.", "Ótima qualidade pelo preço, compraria de novo.",
              "Chegou antes do prazo e funciona direitinho.", "Minha mãe adorou, acabamento muito bom."),
    "bg": ("Точно като на снимките и добре опаковано.", "Много добро качество за тази цена, препоръчвам.",
           "Пристигна по-рано от очакваното, всичко работи.", "Хубава изработка, детето е във възторг."),
}  # fmt: skip
FAIR: Texts = {
    "en": ("It does its job, but it took four weeks.", "Fine for the price; the lid does not close tightly."),
    "zh-hans": ("一般般，还可以用，物流有点慢。", "东西还行，就是比想象的小。"),
    "es": ("Cumple, pero tardó cuatro semanas.", "Está bien por el precio, aunque es más pequeño de lo que pensaba."),
    "fr": ("Correct, mais la livraison a pris un mois.", "Pas mal, un peu plus petit que je ne pensais."),
    "ru": ("Нормально, но шло почти месяц.", "Вещь неплохая, размер меньше, чем ожидала."),
    "pt-br": ("Cumpre o que promete, mas demorou um mês.", "Razoável, é menor do que eu imaginava."),
    "bg": ("Върши работа, но пътува почти месец.", "Става за парите, малко по-малко е от очакваното."),
}
BAD: Texts = {
    "en": ("One side is scratched and nobody answered me.", "Stopped working after a week. Disappointed."),
    "zh-hans": ("收到就有划痕，联系客服没有回复。", "用了一周就坏了，很失望。"),
    "es": ("Llegó con un golpe y nadie me respondió.", "Dejó de funcionar a la semana, una decepción."),
    "fr": ("Arrivé rayé, et personne ne m’a répondu.", "En panne au bout d’une semaine, très déçu."),
    "ru": ("Пришло с царапиной, продавец не отвечает.", "Сломалось через неделю, очень жаль."),
    "pt-br": ("Chegou riscado e ninguém me respondeu.", "Parou de funcionar em uma semana, decepção."),
    "bg": ("Пристигна надраскано и никой не отговори.", "Спря да работи след седмица, разочарован съм."),
}
LATER: Texts = {
    "en": ("After two months of daily use: still like new.", "Update: the seller sent a spare part. Thank you."),
    "zh-hans": ("用了两个月，还是很好用。",),
    "es": ("Después de dos meses de uso diario sigue como nuevo.",),
    "fr": ("Après deux mois d’utilisation, toujours impeccable.",),
    "ru": ("Через два месяца каждый день — как новое.",),
    "pt-br": ("Depois de dois meses de uso, continua perfeito.",),
    "bg": ("След два месеца всекидневна употреба е като ново.",),
}
THANKS: Texts = {
    "en": ("Thank you for your kind words! We hope to see you again.",),
    "zh-hans": ("感谢您的好评，期待您再次光临！",),
    "es": ("¡Gracias por su valoración! Esperamos verle pronto.",),
    "fr": ("Merci beaucoup, à bientôt dans notre boutique !",),
    "ru": ("Спасибо за отзыв, ждём вас снова!",),
    "pt-br": ("Obrigado pela avaliação, volte sempre!",),
    "bg": ("Благодарим ви и ви очакваме отново!",),
}
SORRY: Texts = {
    "en": ("We are sorry. We send a new one; please write to us in the order.",),
    "zh-hans": ("非常抱歉，我们会补发，请在订单中联系我们。",),
    "es": ("Lo sentimos. Le enviamos otro; escríbanos en el pedido.",),
    "fr": ("Nous sommes désolés. Nous vous en renvoyons un, écrivez-nous dans la commande.",),
    "ru": ("Приносим извинения. Отправим новый, напишите нам в заказе.",),
    "pt-br": ("Pedimos desculpas. Enviaremos outro, escreva para nós no pedido.",),
    "bg": ("Съжаляваме. Изпращаме ви нов, пишете ни в поръчката.",),
}
BRUSHED = ("Best store ever!!! Five stars!!!", "Perfect perfect perfect, buy buy buy", "Super super super good")
