"""Numbers, addresses, accounts and hidden names: found where they are, left alone where trade needs them (MSG-09)."""

from __future__ import annotations

import pytest

from kontor.contexts.messaging.policing import explain, judge, shipped


def sure(text: str) -> list[tuple[str, str]]:
    return [(one.what, one.text) for one in explain(text).recognised if one.sure and one.what not in {"number", "own"}]


@pytest.mark.rule("MSG-09")
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("call me: +34 612 34 56 78", ("phone", "+34 612 34 56 78")),
        ("my number is five five five one two three four five six seven", ("phone", "five five five one two three four five six seven")),
        ("номер восемь девять один шесть пять пять пять ноль один ноль два", ("phone", "восемь девять один шесть пять пять пять ноль один ноль два")),
        ("电话一三八 零零一三 八零零零", ("phone", "一三八 零零一三 八零零零")),
        ("tel ８９１６１２３４５６７", ("phone", "８９１６１２３４５６７")),
        ("my phone 8️⃣9️⃣1️⃣6️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣", ("phone", "8️⃣9️⃣1️⃣6️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣")),
        ("phone ⑧⑨①⑥①②③④⑤⑥⑦", ("phone", "⑧⑨①⑥①②③④⑤⑥⑦")),
        ("write to mei.li@example.com please", ("mail", "mei.li@example.com")),
        ("write to mei at gmail dot com", ("mail", "mei at gmail dot com")),
        ("juan arroba gmail punto com", ("mail", "juan arroba gmail punto com")),
        ("ivan собака мейл точка ру", ("mail", "ivan собака мейл точка ру")),
        ("look at www.mei-shop.net/a", ("link", "www.mei-shop.net/a")),
        ("join t.me/meishop", ("link", "t.me/meishop")),
        ("see meishop dot com", ("link", "meishop dot com")),
        ("my wechat: mei_shop88", ("handle", "wechat: mei_shop88")),
        ("DE89 3704 0044 0532 0130 00", ("bank", "DE89 3704 0044 0532 0130 00")),
        ("chave pix 529.982.247-25", ("bank", "529.982.247-25")),
        ("0x52908400098527886E0F7030069857D2E4169EE7", ("wallet", "0x52908400098527886E0F7030069857D2E4169EE7")),
        ("moc.liamg@73anna, read it from the end", ("mail", "moc.liamg@73anna")),
        ("moc.pohsyatsug", ("link", "moc.pohsyatsug")),
        ("w.w.w meishop", ("link", "w.w.w meishop")),
        ("osem osem sedem edno dve tri chetiri", ("phone", "osem osem sedem edno dve tri chetiri")),
        ("sonnez au 0498/22.70.14", ("phone", "0498/22.70.14")),
        ("01.23.55.01.77", ("phone", "01.23.55.01.77")),
        ("hassan(@)menara.ma", ("mail", "hassan(@)menara.ma")),
        ("contact(a)les-abeilles.fr", ("mail", "contact(a)les-abeilles.fr")),
        ("antik arob gmail", ("mail", "antik arob gmail")),
        ("pieces: petrin-pieces.fr", ("link", "petrin-pieces.fr")),
        ("repuestos-elcholo.com.pe", ("link", "repuestos-elcholo.com.pe")),
        ("cutelaria . com", ("link", "cutelaria . com")),
        ("mpago.la/2kRt9Vz", ("link", "mpago.la/2kRt9Vz")),
        ("Моб. для связи 87012239415", ("phone", "87012239415")),
        ("打到 6222021234567890123", None),
        ("bank card 4111 1111 1111 1111", ("bank", "4111 1111 1111 1111")),
        ("IBAN DE89 3704 0044 0532 0130 01", ("bank", "DE89 3704 0044 0532 0130 01")),
        ("agência 1234-5, conta corrente 99887-6", ("bank", "agência 1234-5, conta corrente 99887-6")),
        ("Ag. 0555 cc 18273-x", ("bank", "Ag. 0555 cc 18273-x")),
        ("Анна, 3812 55-50-19", ("phone", "3812 55-50-19")),
        ("звоните 495 123-45-67", ("phone", "495 123-45-67")),
    ],
)  # fmt: skip
def test_contacts_and_accounts_are_found(text: str, found: tuple[str, str] | None) -> None:
    assert (found in sure(text)) if found else sure(text) == []


@pytest.mark.rule("MSG-09")
@pytest.mark.parametrize(
    "text",
    [
        "order 8123456789012345 has not arrived", "tracking LP00123456789012", "size 38, 39, 40, 41, 42, 43 please", "it costs 25.50 USD",
        "ordered on 27.11.2026 at 14:30", "HS code 6109100010", "IMEI 356938035643809", "SKU 4006381333931", "I need 120 pieces, 40 x 60 x 20 cm",
        "номер заказа 8123456789012345", "订单号8123456789012345", "meu CPF para a alfândega é 529.982.247-25", "El producto.es muy bueno",
        "5V 2A 100-240V 50/60Hz", "DE89 3704 0044 0532 0130 01 is my model", "zip code 28001, flat 12",
        "https://www.dhl.com/track?id=JD0146", "sizes 38 40 42 44", "merci.la taille est bonne", "si.no lo quiero", "retirar no ponto com o código",
        "the gate is at 44.8378, -0.5792, behind the bridge", "Кат. номер 077-009-0041", "the case number was 5501-8827",
        "the long number on it is 7714 0029 3381",
        "sizes 38-40-42 and 90-60-90", "размеры 120 60-45-50", "заказ 3812 55-50-19", "EIK 201447093",
        "一二三四五六号线各要两卷", "这串数字15314470826-03B是什么", "Télégramme 1914-1918, authentique",
    ],
)  # fmt: skip
def test_the_numbers_of_trade_are_left_alone(text: str) -> None:
    assert sure(text) == []


@pytest.mark.rule("MSG-09")
@pytest.mark.parametrize(
    "name",
    [
        "w e c h a t", "w.e.c.h.a.t", "w_e_c_h_a_t", "W-h-a-t-s-A-p-p", "wh4ts4pp", "wh@tsapp", "ｗｅｃｈａｔ", "🅦🅔🅒🅗🅐🅣", "ⓦⓔⓒⓗⓐⓣ",
        "wе\u200bсhat", "тeлeгрaм", "telegarm", "whatssapp", "tele gram", "薇信", "威信", "徽信", "v信", "加V", "扣扣", "微*信", "т е л е г р а м", "tahcew", "Very Interesting Book Every Reader", "请连起来：加急可以。我来安排。微调没问题。信得过就下单。",
    ],
)  # fmt: skip
def test_hidden_names_are_read(name: str) -> None:
    assert "messenger" in {one.what for one in explain(f"hello {name} hello").recognised}


@pytest.mark.rule("MSG-09")
@pytest.mark.parametrize("name", ["p 1 x", "p.i.x", "P-I-X"])
def test_names_of_three_letters_are_read_where_they_are_taken_apart(name: str) -> None:
    assert "tool" in {one.what for one in explain(f"manda {name} logo").recognised if one.hidden}


@pytest.mark.rule("MSG-09")
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("сметката е BG55EXMP91551018273645", "bank"), ("contacto: Sra. Ingrid 7712-0944", "phone"), ("bip moi au 97 41 08 83", "phone"),
        ("engrave BISCUIT / 907 555 0122 on the tag", "phone"), ("put +44 20 7946 0321 on the waybill", "phone"),
        ("insta « bebertpotager »", "handle"), ("mi telegram es chambitadefierro", "handle"),
        ("razmerite v in4ove", "handle"), ("o link youtu.be não abre", "link"),
    ],
)  # fmt: skip
def test_what_may_be_a_contact_is_left_to_the_meaning(text: str, kind: str) -> None:
    assert (kind, False) in {(one.what, one.sure) for one in explain(text).recognised}


@pytest.mark.rule("MSG-09")
def test_links_to_carriers_pass_and_what_looks_like_them_does_not() -> None:
    assert sure("https://www.dhl.com/track?id=JD0146") == []
    assert sure("https://dhl.com.parcel-help.info/pay") != []


@pytest.mark.rule("MSG-09")
def test_links_to_the_market_itself_pass_and_to_others_do_not() -> None:
    own = shipped().with_phrases([], hosts=["market.example"])
    assert not judge("the product is at https://market.example/p/4711", lexicon=own).blocked
    assert not judge("the product is at shop.market.example/p/4711", lexicon=own).blocked
    assert judge("the product is at https://market.example.evil.com/p/4711", lexicon=own).blocked
    assert judge("the product is at https://notmarket.example/p/4711", lexicon=own).blocked


@pytest.mark.rule("MSG-09")
def test_the_passage_is_told_as_it_was_written_with_its_rule() -> None:
    text = "Hello! The parcel left today. Ｃａｌｌ me: +34 612 34 56 7８"
    (phone,) = judge(text).passages
    assert phone.rule == "contact.phone"
    assert text[phone.start : phone.end] == phone.text
    assert phone.text == "+34 612 34 56 7８"
    assert phone.sentence.startswith("Telephone numbers may not be exchanged")
