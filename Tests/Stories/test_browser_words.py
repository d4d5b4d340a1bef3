"""How words look: blanks where Chinese meets Latin, names in one piece, colours one can read."""

import pytest
from colours import COLOURS
from demo import WalletPage
from playwright.sync_api import expect

# What stands round a gap, what goes in, and how it is to be read.
SEAMS = [
    ("请在本机打开{it}继续", "税务 App", "请在本机打开税务 App 继续"),
    ("请在本机打开{it}继续", "支付宝", "请在本机打开支付宝继续"),
    ("登录 {it}？", "考试报名服务平台", "登录考试报名服务平台？"),
    ("登录 {it}？", "Exam portal", "登录 Exam portal？"),
    ("为{it}进行人脸核验？", "Exam portal", "为 Exam portal 进行人脸核验？"),
    ("需 {it} 级认证", "3", "需 3 级认证"),
    ("《{it}》已同意", "Terms", "《Terms》已同意"),
    ("已打开 {it}。", "“京通”", "已打开“京通”。"),
    ("L3 · {it}", "人脸", "L3 · 人脸"),
    ("{it} 已注册", "María García", "María García 已注册"),
    ("{it} 已注册", "张伟", "张伟已注册"),
    ("地址 {it}", "", "地址 "),
]

WALLETS = [
    ("generic", "demo-wallet"), ("exam", "state-id"), ("province", "alipay"),
    ("province", "social-card"), ("city", "jingtong"),
]

# The contrast of the button's ground with its words, the card and the bar.
CONTRASTS = "() => {" + COLOURS + """
    const button = getComputedStyle(document.querySelector("[data-testid=scan]"));
    const [card, bar] = [".screen", ".bar"].map((one) =>
        getComputedStyle(document.querySelector(one)).backgroundColor);
    return [button.color, card, bar].map((one) => contrast(one, button.backgroundColor));
}"""


@pytest.fixture
def wallet(demos, context_of):
    """A wallet's page: `wallet("city", "jingtong", color_scheme="dark")`."""
    def make(template, name, **options):
        # Colours are there at once, not after a transition.
        still = {"reduced_motion": "reduce", "is_mobile": True}
        context = context_of(**{"locale": "zh-CN", **still, **options})
        return WalletPage(context, demos(template), name).start()
    return make


def test_a_blank_stands_where_chinese_meets_latin_and_nowhere_else(window):
    page = window("hosted", locale="zh-CN").open().page
    said = page.evaluate(
        """async (seams) => {
            const {texts} = await import("/static/shared/texts.js");
            return seams.map(([words, it]) =>
                texts("zh-CN", {words: ["", words]})("words", {it}));
        }""", SEAMS)
    assert said == [read for _, _, read in SEAMS]
    english = page.evaluate(
        """async () => {
            const {texts} = await import("/static/shared/texts.js");
            return texts("en", {words: ["Sign in to {name} now", ""]})("words", {name: "张伟"});
        }""")
    assert english == "Sign in to 张伟 now", "English stands as it was written"


@pytest.mark.parametrize("width", [320, 375])
@pytest.mark.parametrize("template, wallet_name, test_id", [
    ("exam", "state-id", "register"), ("province", "alipay", "login-hosted"),
    ("city", "jingtong", "login-hosted")])
def test_the_portals_name_is_not_torn_in_the_phones_question(
        demos, portal_page, wallet, template, wallet_name, test_id, width):
    portal = portal_page(demos(template)).front().begin(test_id)
    phone = wallet(template, wallet_name, viewport={"width": width, "height": 760})
    phone.scan(portal.code())
    if template == "exam":
        phone.next("credential")
    phone.expect("request", "decision")
    name = phone.page.locator("h1 .name")
    expect(name).to_be_visible()
    assert name.evaluate("name => name.getClientRects().length") == 1
    heading = phone.page.locator("h1").inner_text().replace("\n", "")
    assert " " not in heading and name.inner_text() in heading


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("template, name", WALLETS)
def test_a_wallet_has_one_colour_and_it_can_be_read(wallet, template, name, scheme):
    phone = wallet(template, name, color_scheme=scheme)
    phone.page.locator("body.coloured").wait_for()
    words, card, bar = phone.page.evaluate(CONTRASTS)
    assert words >= 4.5 and card >= 3
    # In the dark it is lighter than the bar.
    assert scheme == "dark" or bar < 1.1
