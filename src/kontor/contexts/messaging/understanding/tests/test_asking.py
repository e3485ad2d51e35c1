"""Languages, questions and statements (MSG-05, MSG-11)."""

from __future__ import annotations

import pytest

from kontor.contexts.messaging.understanding import language, question, states_parameters


@pytest.mark.rule("MSG-11")
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Hello, is it real leather?", "en"), ("你好，请问是真皮吗？", "zh-Hans"), ("Hola, ¿es de cuero de verdad?", "es"),
        ("Bonjour, c'est du vrai cuir ?", "fr"), ("Здравствуйте, это натуральная кожа?", "ru"), ("Olá, é couro de verdade?", "pt-BR"),
        ("Здравейте, естествена кожа ли е?", "bg"), ("Guten Tag, wann kommt mein Paket an?", None), ("12345", None), ("👍", None),
        ("これは本革ですか", None), ("", None),
    ],
)  # fmt: skip
def test_the_seven_languages_are_told_apart(text: str, code: str | None) -> None:
    assert language(text) == code


@pytest.mark.rule("MSG-11")
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Is it in stock in black?", "stock"), ("有现货吗？", "stock"), ("¿Hay stock?", "stock"), ("Avez-vous en stock la taille 40 ?", "stock"),
        ("есть в наличии?", "stock"), ("tem em estoque?", "stock"), ("има ли наличност?", "stock"),
        ("where is my parcel?", "parcel"), ("我的包裹到哪了？", "parcel"), ("¿dónde está mi pedido?", "parcel"), ("Où est mon colis ?", "parcel"),
        ("где моя посылка?", "parcel"), ("cadê meu pacote?", "parcel"), ("къде е пратката ми?", "parcel"), ("I have not received my package", "parcel"),
        ("what is the material?", "parameter"), ("什么材质？", "parameter"), ("¿De qué material es?", "parameter"), ("Quelle est la matière ?", "parameter"),
        ("какой материал?", "parameter"), ("qual a voltagem?", "parameter"), ("от какъв материал е?", "parameter"),
        ("can I get a discount?", None), ("Hello", None), ("gracias", None), ("спасибо большое", None),
    ],
)  # fmt: skip
def test_what_is_asked(text: str, kind: str | None) -> None:
    assert question(text) == kind


@pytest.mark.parametrize(
    "text",
    [
        "The case is 15 cm long",
        "It is made of cotton",
        "材质是纯棉",
        "Mide 20 x 30 cm",
        "Вес 300 г",
        "La batterie a une capacité de 5000 mAh",
    ],
)
def test_statements_about_a_product(text: str) -> None:
    assert states_parameters(text)


@pytest.mark.parametrize(
    "text",
    [
        "Thank you for your order",
        "ships within 3 days",
        "The price is 20 USD",
        "Добър ден, ще изпратим утре",
        "How long is it?",
    ],
)
def test_other_statements(text: str) -> None:
    assert not states_parameters(text)
