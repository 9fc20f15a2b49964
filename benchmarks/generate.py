"""Writes a book of guidelines that nobody wrote: any size, in English and Japanese, from a seed.

    python benchmarks/generate.py FOLDER --pairs 1000 --seed 1

Each pair is two files of 8 KB, give or take one, with 15 to 25 blocks; a third of the bytes is
YAML. The text is put together from sentences written in both languages, so that both say the
same with the length that each has by nature. Decisions run, every case fits its decision, and
links lead somewhere: `kijun check` finds no error. The same seed gives the same bytes, and a
book of more pairs begins with the pairs of a smaller one.
"""

# A line holds a sentence and its translation: side by side they are easiest to compare.
# ruff: noqa: E501

from __future__ import annotations

import argparse
import json
import random
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]

SMALLEST, LARGEST = 7 * 1024, 9 * 1024
"""Bytes of a file."""


class Words(NamedTuple):
    """The same in both languages; `{braces}` are filled in by each."""

    en: str
    ja: str


def words(*rows: tuple[str, str]) -> tuple[Words, ...]:
    return tuple(Words(*row) for row in rows)


@dataclass(frozen=True)
class Fault:
    """Something that a guideline forbids: a label, a clause, a question and cases are made of it."""

    step: str
    name: Words
    hint: Words
    ask: Words
    rule: Words
    items: tuple[Words, ...]
    guilty: tuple[Words, ...]
    innocent: tuple[Words, ...]
    because: Words
    because_not: Words


THINGS = {
    "TKT": Words("event tickets", "催しの入場券"),
    "BIC": Words("used bicycles", "中古の自転車"),
    "RNT": Words("holiday rooms", "民泊の部屋"),
    "TUT": Words("private lessons", "個人レッスン"),
    "CRS": Words("used cars", "中古車"),
    "VIT": Words("vitamin tablets", "ビタミン剤"),
    "TOY": Words("wooden toys", "木製の玩具"),
    "KNV": Words("kitchen knives", "包丁"),
    "DRN": Words("small drones", "小型ドローン"),
    "GAM": Words("game accounts", "ゲームのアカウント"),
    "GFT": Words("gift cards", "ギフトカード"),
    "SUB": Words("paid magazines", "有料の雑誌"),
    "SDL": Words("rare seedlings", "珍しい苗木"),
    "COS": Words("face creams", "美容クリーム"),
    "BAT": Words("spare batteries", "予備の充電池"),
    "LSR": Words("laser pointers", "レーザー照射器"),
    "FWK": Words("small fireworks", "小型の花火"),
    "TEA": Words("herbal teas", "ハーブティー"),
    "CAM": Words("hidden cameras", "小型カメラ"),
    "LMP": Words("desk lamps", "卓上ランプ"),
    "SHO": Words("running shoes", "運動靴"),
    "TNT": Words("camping tents", "キャンプ用テント"),
    "BKS": Words("school books", "教科書"),
    "PHN": Words("mobile phones", "携帯電話"),
    "WCH": Words("old watches", "古い腕時計"),
    "INS": Words("string instruments", "弦楽器"),
    "FSH": Words("aquarium fish", "観賞魚"),
    "OIL": Words("cooking oils", "食用油"),
    "PRT": Words("printed photos", "写真の印刷物"),
    "TRP": Words("guided tours", "案内付きの旅行"),
}
"""What the guidelines are about, by the stem of their ids."""

PLACES = words(
    ("a listing", "出品ページ"),
    ("a comment", "コメント"),
    ("a live video", "生配信"),
    ("a profile", "プロフィール"),
    ("a group page", "グループのページ"),
    ("a short video", "短い動画"),
    ("a review", "感想の投稿"),
    ("a pinned post", "固定された投稿"),
)

FAULTS = (
    Fault(
        "price",
        Words("Price far too high", "高すぎる値段"),
        Words("Over {n} times the usual price", "通常の{n}倍を超える値段"),
        Words("Is it more than {n} times the usual price?", "通常の{n}倍を超える値段ですか。"),
        Words(
            "Posters must not sell {thing} for more than {n} times the usual price.",
            "投稿者は、通常の{n}倍を超える値段で{thing}を売ってはなりません。",
        ),
        words(
            (
                "a price that is raised again within {d} days of the first one",
                "最初の値付けから{d}日以内に、もう一度値上げしたもの",
            ),
            (
                "a fee of {yen} yen or more that is only named at the end",
                "最後になって示される{yen}円以上の手数料",
            ),
            (
                "a price for one piece that is only sold in packs of {m}",
                "{m}個組でしか買えない品の、1個分の値段",
            ),
        ),
        words(
            (
                "{Place} sells {thing} at {m} times the price in the shops.",
                "{place}で、店の{m}倍の値段で{thing}を売っています。",
            ),
            (
                "{Place} adds {yen} yen to the price after {m} buyers have asked.",
                "{place}で、{m}人が尋ねた後に値段を{yen}円上げています。",
            ),
        ),
        words(
            (
                "{Place} sells {thing} at the price in the shops.",
                "{place}で、店と同じ値段で{thing}を売っています。",
            ),
        ),
        Words("The price is above the limit.", "値段が上限を超えています。"),
        Words("The price is the usual one.", "値段は通常どおりです。"),
    ),
    Fault(
        "young",
        Words("Sale to young people", "若い人への販売"),
        Words("For people under {age}", "{age}歳未満の人が相手"),
        Words("Is it offered to people under {age}?", "{age}歳未満の人に売ろうとしていますか。"),
        Words(
            "Posters must not offer {thing} to people who are under {age} years old.",
            "投稿者は、{age}歳未満の人に{thing}を売ろうとしてはなりません。",
        ),
        words(
            (
                "words that address the pupils of a school by its name",
                "学校名を挙げて、そこの生徒に呼びかける言葉",
            ),
            ("a discount for everybody who is under {age}", "{age}歳未満の人だけを対象にした割引"),
            ("a game in which readers win {m} pieces", "読み手が{m}個もらえるゲーム"),
        ),
        words(
            (
                "{Place} offers {thing} to the pupils of a school.",
                "{place}で、ある学校の生徒に{thing}を売ろうとしています。",
            ),
            (
                "{Place} lowers the price by {p}% for buyers under {age}.",
                "{place}で、{age}歳未満の人だけ{p}%安くしています。",
            ),
        ),
        words(
            (
                "{Place} tells parents how to store {thing}.",
                "{place}で、{thing}の保管方法を親に説明しています。",
            ),
        ),
        Words("It speaks to people under {age}.", "{age}歳未満の人に向けた内容です。"),
        Words("Parents are told, nobody else.", "親だけに説明しています。"),
    ),
    Fault(
        "nameless",
        Words("Seller not named", "売り手の名前がない販売"),
        Words("Nobody knows who sells", "売り手が分からない"),
        Words("Is the seller not named?", "売り手の名前が省かれていますか。"),
        Words(
            "Posters must not sell {thing} without the name and address of the seller.",
            "投稿者は、売り手の名前と住所を示さずに{thing}を売ってはなりません。",
        ),
        words(
            ("a name that belongs to another shop", "別の店のものである名前"),
            ("an address where nobody has been for {m} months", "{m}か月前から誰もいない住所"),
            ("a telephone number that has fewer than {n} digits", "{n}桁に満たない電話番号"),
        ),
        words(
            (
                "{Place} sells {thing} and names no seller at all.",
                "{place}で{thing}を売っていますが、売り手の名前がありません。",
            ),
            (
                "{Place} names a shop that closed {m} years ago.",
                "{place}に、{m}年前に閉まった店の名前があります。",
            ),
        ),
        words(
            (
                "{Place} names ⟨shop S⟩ and its address.",
                "{place}に、⟨店舗S⟩の名前と住所があります。",
            ),
        ),
        Words("Nobody can tell who the seller is.", "売り手が誰なのか分かりません。"),
        Words("The seller and the address are named.", "売り手と住所が示されています。"),
    ),
    Fault(
        "borrowed",
        Words("Pictures of somebody else", "他人の写真の使用"),
        Words("Pictures of other goods", "別の品の写真"),
        Words("Do the pictures show other goods?", "写真は別の品のものですか。"),
        Words(
            "Posters must not show {thing} with pictures that somebody else has taken.",
            "投稿者は、他人が撮った写真で{thing}を紹介してはなりません。",
        ),
        words(
            (
                "a picture from which the name of its author has been cut",
                "撮影者の名前が切り取られた写真",
            ),
            (
                "the same picture in {m} listings of different sellers",
                "別々の売り手による{m}件の出品で使われた同じ写真",
            ),
            ("a drawing that is presented as if it were a photograph", "写真のように見せかけた絵"),
        ),
        words(
            (
                "{Place} shows a picture that {m} other shops use as well.",
                "{place}の写真を、ほかの{m}店も使っています。",
            ),
            (
                "{Place} shows new goods and sells used {thing}.",
                "{place}の写真は新品ですが、使用済みの{thing}を売っています。",
            ),
        ),
        words(
            (
                "{Place} shows {m} pictures of the goods on a table.",
                "{place}に、机に置いた品の写真が{m}枚あります。",
            ),
        ),
        Words("The pictures are not of these goods.", "写真はこの品のものではありません。"),
        Words("The seller has taken the pictures.", "写真は売り手が撮ったものです。"),
    ),
    Fault(
        "flood",
        Words("The same post again and again", "同じ投稿の繰り返し"),
        Words("More than {n} posts in {d} days", "{d}日間に{n}回を超える投稿"),
        Words(
            "Was it posted more than {n} times in {d} days?",
            "{d}日間に{n}回を超えて投稿されましたか。",
        ),
        Words(
            "Posters must not post the same offer of {thing} more than {n} times in {d} days.",
            "投稿者は、{thing}について同じ投稿を{d}日間に{n}回を超えて行ってはなりません。",
        ),
        words(
            ("posts that differ in nothing but the order of the words", "語順が違うだけの投稿"),
            (
                "posts that are deleted and written again every {m} hours",
                "{m}時間ごとに消しては書き直す投稿",
            ),
            (
                "the same post from {n} accounts of one person",
                "1人が{n}個のアカウントで行う同じ投稿",
            ),
        ),
        words(
            (
                "{Place} has been posted {big} times since yesterday.",
                "{place}が、昨日から{big}回投稿されています。",
            ),
            (
                "{Place} repeats what {m} accounts have posted within the hour.",
                "{place}が、この1時間に{m}個のアカウントと同じ投稿をしています。",
            ),
        ),
        words(
            (
                "{Place} answers {m} buyers with one sentence each.",
                "{place}で、{m}人の買い手に一言ずつ答えています。",
            ),
        ),
        Words("It was posted too often.", "投稿の回数が多すぎます。"),
        Words("Each answer belongs to a question.", "どの答えにも、もとになる質問があります。"),
    ),
    Fault(
        "deposit",
        Words("Deposit asked for in advance", "前払いの要求"),
        Words("{p}% or more in advance", "{p}%以上の前払い"),
        Words("Must buyers pay {p}% or more in advance?", "{p}%以上の前払いを求めていますか。"),
        Words(
            "Posters must not ask for {p}% or more of the price of {thing} in advance.",
            "投稿者は、{thing}の代金の{p}%以上を前払いで求めてはなりません。",
        ),
        words(
            (
                "a deposit that is kept when the buyer steps back within {d} days of paying it",
                "支払いから{d}日以内に取りやめても返ってこない前払い金",
            ),
            (
                "a payment by voucher or to a private account",
                "商品券での支払い、または個人の口座への支払い",
            ),
            ("a fee of {yen} yen for looking at the goods", "品を見るための{yen}円の料金"),
        ),
        words(
            (
                "{Place} asks for the whole price of {thing} in vouchers.",
                "{place}で、{thing}の代金の全額を商品券で求めています。",
            ),
            (
                "{Place} wants {yen} yen before the address is given.",
                "{place}で、住所を教える前に{yen}円を求めています。",
            ),
        ),
        words(
            (
                "{Place} asks buyers to pay when they collect.",
                "{place}で、受け取りの際に支払うよう求めています。",
            ),
        ),
        Words("The money is due before anything is seen.", "品を見る前にお金を求めています。"),
        Words("Nothing is paid in advance.", "前払いはありません。"),
    ),
    Fault(
        "bought",
        Words("Reviews that are paid for", "報酬と引き換えの評価"),
        Words("Money for a good review", "よい評価への報酬"),
        Words(
            "Is money promised for a good review?", "よい評価と引き換えにお金を約束していますか。"
        ),
        Words(
            "Posters must not promise money for a good review of {thing}.",
            "投稿者は、{thing}へのよい評価と引き換えにお金を約束してはなりません。",
        ),
        words(
            ("a refund of {p}% for a review with {n} stars", "星{n}個の評価に対する{p}%の返金"),
            (
                "a text that {m} buyers have posted word for word",
                "{m}人の買い手が一言一句同じように投稿した文章",
            ),
            ("a prize for the first {m} reviews", "先着{m}件の評価に対する賞品"),
        ),
        words(
            (
                "{Place} promises {yen} yen for every review with {n} stars.",
                "{place}で、星{n}個の評価ごとに{yen}円を約束しています。",
            ),
            (
                "{Place} returns {p}% of the price for kind words.",
                "{place}で、好意的な言葉に対して代金の{p}%を返しています。",
            ),
        ),
        words(
            (
                "{Place} asks for honest words and promises nothing.",
                "{place}で、率直な言葉を求めており、何も約束していません。",
            ),
        ),
        Words("Money is promised for praise only.", "称賛だけにお金が約束されています。"),
        Words("No money is promised.", "お金は約束されていません。"),
    ),
    Fault(
        "hurry",
        Words("Buyers put under pressure", "購入を急がせる表示"),
        Words("The end is not real", "実際にはない期限"),
        Words("Is the end not a real one?", "実際にはない期限ですか。"),
        Words(
            "Posters must not hurry buyers of {thing} with an end that is not real.",
            "投稿者は、実際にはない期限を示して、{thing}の購入を急がせてはなりません。",
        ),
        words(
            ("a clock that starts again after {m} minutes", "{m}分たつと最初に戻る時計"),
            (
                "the last {n} pieces, named every day for {d} days",
                "{d}日間、毎日続く「残り{n}個」の表示",
            ),
            (
                "a claim that {big} people are looking at this moment",
                "今{big}人が見ているという主張",
            ),
        ),
        words(
            (
                "{Place} says that only {n} pieces are left, as it did {m} days ago.",
                "{place}に、{m}日前と同じく「残り{n}個」とあります。",
            ),
            (
                "{Place} shows a clock that starts again at every visit.",
                "{place}に、開くたびに最初に戻る時計があります。",
            ),
        ),
        words(
            (
                "{Place} says when the shop closes for the winter.",
                "{place}に、店が冬に休む時期が書かれています。",
            ),
        ),
        Words("The end comes again and again.", "期限が何度も繰り返されています。"),
        Words("The end is a real one.", "実際に期限があります。"),
    ),
)
"""What may be wrong with an offer. A guideline forbids two of them."""

OPENINGS = words(
    (
        "People buy and sell {thing} every day, and most of it does no harm.",
        "{thing}は毎日売り買いされており、そのほとんどに害はありません。",
    ),
    (
        "This guideline draws a line between an honest offer and one that takes advantage of people.",
        "このガイドラインは、誠実な取引と、人につけ込む取引との境界線を示します。",
    ),
    (
        "It is about the offer, and never about the taste of the person who makes it.",
        "対象は取引の内容であり、投稿者の好みではありません。",
    ),
    (
        "Judge what the item shows, not what you know from somewhere else.",
        "ほかで知ったことではなく、アイテムに示されていることで判断してください。",
    ),
    (
        "Where two labels fit, the decision below says which comes first.",
        "2つのラベルに当てはまるときは、次の判断フローに従ってください。",
    ),
)

DETAILS = words(
    (
        "Look at the whole item before you decide: the text, the pictures and the sound.",
        "判断する前に、文章、画像、音声を含むアイテム全体を確認してください。",
    ),
    (
        "A single word settles nothing; what counts is what readers are led to do.",
        "1つの語だけでは決まらず、読み手に何をさせようとしているかで判断します。",
    ),
    (
        "What the poster says about it later does not change the label.",
        "投稿者が後から述べたことによって、ラベルは変わりません。",
    ),
    (
        "It makes no difference whether anybody has paid or replied yet.",
        "すでに支払った人や返事をした人がいるかどうかは問いません。",
    ),
    (
        "An item that is {m} years old is judged by the same rule as a new one.",
        "{m}年前のアイテムも、新しいものと同じ規則で判断します。",
    ),
    (
        "If you cannot read the part that decides, label `FND-U`.",
        "決め手となる部分を読めないときは、`FND-U`を付けます。",
    ),
    (
        "Where the offer stands behind a link, judge only what the item itself shows.",
        "取引の内容がリンク先にあるときは、アイテム自体に示された部分だけを判断します。",
    ),
    (
        "A joke that every reader can see through is not an offer.",
        "誰が読んでも冗談だと分かるものは、取引の申し出ではありません。",
    ),
    (
        "Prices in other currencies are converted at the rate of the day.",
        "外貨の値段は、その日のレートで換算します。",
    ),
    (
        "Count the days from the first post, and leave the day itself out.",
        "日数は最初の投稿の翌日から数えます。",
    ),
    (
        "At least {n} items of one account are needed before you may speak of a habit.",
        "同じアカウントのアイテムが{n}件以上なければ、常習とはいえません。",
    ),
    (
        "The rule covers {thing} that are given away as well as those that are sold.",
        "この規則は、売る場合だけでなく、{thing}を譲る場合にも適用します。",
    ),
    (
        "A shop may say how much it has sold, if the number can be checked.",
        "店は、確認できる数字であれば、販売数を示すことができます。",
    ),
    (
        "Neither the size of the shop nor the number of its readers plays a part.",
        "店の規模も、読み手の数も関係ありません。",
    ),
    (
        "Where only {p}% of a long video is about the offer, that part decides.",
        "長い動画のうち取引に関する部分が{p}%だけでも、その部分で判断します。",
    ),
    (
        "Words that merely describe the goods are judged as a description.",
        "品を説明しているだけの言葉は、説明として判断します。",
    ),
    (
        "An offer that has ended is judged as if it were still open.",
        "終わった取引も、続いているものとして判断します。",
    ),
    (
        "Two posts that belong together are read together.",
        "関連する2つの投稿は、あわせて読みます。",
    ),
    (
        "See {link} where the offer is about something else as well.",
        "ほかの品も扱っている取引については、{link}をご覧ください。",
    ),
    (
        "If the offer also fits {link}, that guideline comes first.",
        "{link}にも当てはまる取引には、そのガイドラインを先に適用します。",
    ),
    (
        "An item for which {big} people have asked is no worse than one that nobody has seen.",
        "{big}人が問い合わせたアイテムでも、誰も見ていないアイテムと同じように判断します。",
    ),
    (
        "Write down in the note which sentence or picture made you decide.",
        "決め手になった文や画像を、メモに書いてください。",
    ),
    (
        "The label is `{label}` even where the poster has added a warning.",
        "投稿者が注意書きを添えていても、ラベルは`{label}`です。",
    ),
    (
        "Do not open a second tab in order to find out more about the seller.",
        "売り手について調べるために、別のタブを開かないでください。",
    ),
    (
        "A buyer who reports what happened to them is not a seller.",
        "自分の体験を伝えている買い手は、売り手ではありません。",
    ),
    (
        "What is said in a private message is judged like what is said in public.",
        "非公開のメッセージも、公開の投稿と同じように判断します。",
    ),
    (
        "Translated words count as if the poster had written them.",
        "翻訳された言葉も、投稿者が書いたものとして扱います。",
    ),
    (
        "Numbers in a picture count like numbers in the text.",
        "画像の中の数字も、文章の中の数字と同じように扱います。",
    ),
    (
        "A price that is **crossed out** is not the price.",
        "**取り消し線**の引かれた値段は、実際の値段ではありません。",
    ),
    (
        "An account that has been closed for {d} days or more is not looked at.",
        "閉鎖から{d}日以上たったアカウントは対象にしません。",
    ),
    (
        "The first {m} lines are shown in full; open the rest before you decide.",
        "最初の{m}行だけが表示されますので、残りも開いてから判断してください。",
    ),
    (
        "A list of goods without any price is an offer if it says how to get them.",
        "値段のない品の一覧も、入手方法が書かれていれば取引の申し出です。",
    ),
    ("Mistakes in spelling are not held against the poster.", "誤字は投稿者の不利に扱いません。"),
    (
        "Where the same words stand in {n} languages, read the one that you know best.",
        "同じ言葉が{n}つの言語で書かれているときは、最もよく分かる言語で読みます。",
    ),
    (
        "The age of the account is shown for information only.",
        "アカウントの作成時期は、参考として表示されるだけです。",
    ),
    (
        "What other posters have written below the item belongs to its context.",
        "アイテムの下にほかの投稿者が書いたことは、文脈の一部です。",
    ),
    (
        "Whoever repeats an offer without a comment of their own is judged like its author.",
        "何も付け加えずに取引を紹介した人は、もとの投稿者と同じように扱います。",
    ),
    (
        "The clause asks what the offer does to buyers, not what the poster was thinking.",
        "この項目が問うのは買い手への影響であり、投稿者の考えではありません。",
    ),
    (
        "Where the text and the picture contradict each other, the text decides.",
        "文章と画像が矛盾するときは、文章で判断します。",
    ),
    (
        "A poster who mends the offer within {n} days after a warning gets `FND-U`.",
        "警告から{n}日以内に取引の内容を直した投稿者には、`FND-U`を付けます。",
    ),
    (
        "Between {n} and {big} pieces, the number alone does not tell you anything.",
        "{n}個から{big}個までであれば、数だけでは何も分かりません。",
    ),
    (
        "The name of a brand is not a sign, whether it is well known or not.",
        "ブランド名は、よく知られているかどうかにかかわらず、手がかりになりません。",
    ),
    (
        "Handwriting on a photographed sheet of paper is part of what the item shows.",
        "撮影された紙の手書きの文字も、アイテムに示された内容です。",
    ),
    (
        "An advertisement that the service itself has placed there is not the poster's.",
        "サービスが表示している広告は、投稿者のものではありません。",
    ),
    (
        "Where buyers have asked the same thing {m} times, read the first answer only.",
        "買い手が同じことを{m}回尋ねているときは、最初の答えだけを読みます。",
    ),
    (
        "Sums of less than {yen} yen are treated in the same way as larger sums.",
        "{yen}円未満の金額も、それより大きい金額と同じように扱います。",
    ),
)

OPEN_LIST = words(
    ("The clause covers:", "次のものが当たります。"),
    ("All of the following fit:", "次のものは、いずれも当てはまります。"),
    ("Look for these signs:", "次の点に注意してください。"),
)

ALLOWED = words(
    (
        "an honest description of {thing}, faults included",
        "欠点も含めて{thing}を正直に説明したもの",
    ),
    ("a question about the price that is asked in public", "値段についての公開の質問"),
    ("an offer that ends on a day that is named", "終わる日が示された取引"),
    ("a gift to a person the poster knows", "投稿者の知人への贈り物"),
    ("a complaint about a seller who did not deliver", "品を送らない売り手への不満"),
    ("news about a shop that has opened or closed", "店の開店や閉店についての知らせ"),
    ("a comparison of {m} shops by their prices", "{m}店の値段の比較"),
)

FORBIDDEN = words(
    (
        "a link or a code that leads straight to such an offer",
        "そのような取引に直接つながるリンクやコード",
    ),
    ("a picture in which the offer can be read", "取引の内容を読み取れる画像"),
    (
        "the same in words that only some readers understand",
        "一部の読み手にだけ分かる言葉で同じことを述べたもの",
    ),
    ("a request to go on talking in another service", "別のサービスで話を続けようという誘い"),
    ("a promise to tell more to anybody who replies", "返事をした人に詳しく教えるという約束"),
)

EXEMPT = words(
    ("a report on such offers in a newspaper", "そのような取引についての新聞の報道"),
    ("a warning that quotes the offer in full", "取引の内容をすべて引用した注意の呼びかけ"),
    ("a lesson in which pupils study {n} offers", "{n}件の取引を題材にした授業"),
    ("a film or a play in which somebody sells {thing}", "{thing}を売る場面のある映画や演劇"),
)

QUESTIONS = words(
    ("Does it matter that nobody replied?", "誰も返事をしていないことは関係しますか。"),
    (
        "May I count two accounts of one person?",
        "1人の2つのアカウントを合わせて数えてもよいですか。",
    ),
    ("Is a price in another currency enough?", "外貨の値段でも足りますか。"),
    ("What if the picture does not load?", "画像が表示されないときはどうしますか。"),
)

ANSWERS = words(
    ("The label stays `{label}`.", "ラベルは`{label}`のままです。"),
    ("Yes, within {n} days of the post.", "はい、投稿から{n}日以内であればできます。"),
    ("Label `FND-U` and add a note.", "その場合は`FND-U`を付け、メモを添えてください。"),
)

NO_ACT = words(
    ("Market practice, to be confirmed.", "商慣習によるもので、確認が必要です。"),
    ("A decision of policy, not of law.", "法律ではなく、方針による判断です。"),
)

SALE = Words("Ordinary sale", "通常の取引")
REPORT = Words("Report or lesson", "報道・教育")
TABLE = words(("sign", "手がかり"), ("label", "ラベル"))
SIGNS = words(
    ("clear, in the text", "文章から明らか"),
    ("clear, in a picture", "画像から明らか"),
    ("likely, not certain", "疑わしいが確かでない"),
    ("only hearsay", "伝聞だけ"),
    ("more than {n} signs at once", "{n}個を超える手がかりが同時にある"),
)

LOCALES = ("en", "ja")


class Guideline:
    """One guideline in both languages, grown block by block until its files have their size."""

    def __init__(self, number: int, seed: int) -> None:
        self.random = random.Random(f"{seed}:{number}")
        stem = list(THINGS)[number % len(THINGS)]
        self.id = f"{stem}{number // len(THINGS) + 1}"
        self.thing = THINGS[stem]
        self.reports = self.random.random() < 0.3
        self.faults = tuple(self.random.sample(FAULTS, 1 if self.reports else 2))
        self.start = self.random.randrange(len(QUESTIONS))
        self.earlier = name_of(self.random.randrange(number)) if number else ""
        pick = self.random.choice
        self.fixed = {
            "n": str(pick(range(2, 7))),
            "d": str(pick((5, 7, 14, 21, 30, 60))),
            "p": str(pick((15, 20, 25, 40, 50))),
            "age": str(pick((16, 18, 20))),
        }
        self.details = self.random.sample(DETAILS, len(DETAILS))
        if not self.earlier:
            self.details = [text for text in self.details if "{link}" not in text.en]
        self.labels = [f"{self.id}-{end}" for end in ("0", "1", "E" if self.reports else "2")]

    def say(self, text: Words) -> Words:
        """A text in both languages, its numbers and names filled in."""
        place = self.random.choice(PLACES)
        numbers = {
            **self.fixed,
            "m": str(self.random.randrange(7, 12)),
            "big": str(self.random.randrange(100, 900)),
            "yen": f"{self.random.randrange(2, 40) * 500:,}",
            "label": self.labels[1],
            "link": f"[{self.earlier}]({self.earlier.lower()}.md#{self.earlier}-1)",
        }
        return Words(
            text.en.format(
                thing=self.thing.en, place=place.en, Place=place.en.capitalize(), **numbers
            ),
            text.ja.format(thing=self.thing.ja, place=place.ja, **numbers),
        )

    def pages(self) -> Words:
        """The two files. Raises ValueError where their sizes cannot be had."""
        heads, blocks, prose = self.head(), self.sections(), self.prose()
        while True:
            page = self.put_together(heads, blocks, prose)
            sizes = [len(text.encode()) for text in page]
            if min(sizes) >= SMALLEST and max(sizes) >= LARGEST - 330:
                break
            if not self.details:
                break
            place = min(prose, key=lambda part: sum(len(text.en) for text in part))
            place.append(self.detail())
        if min(sizes) < SMALLEST or max(sizes) > LARGEST:
            raise ValueError(f"{self.id} has {sizes} bytes")
        return page

    # Front matter and blocks

    def head(self) -> Words:
        rows = [
            ("permitted", "S0", "none", SALE, Words("No fault found", "問題がない")),
            *(
                ("violating", f"S{1 + rank}", ("limit", "remove")[rank], fault.name, fault.hint)
                for rank, fault in enumerate(self.faults)
            ),
        ]
        if self.reports:
            hint = Words("Shown to inform others", "人に知らせるため")
            rows.append(("exception", "S0", "review", REPORT, hint))
        title = Words(f"Offers of {self.thing.en}", f"{self.thing.ja}の取引")
        both = [
            f"---\nid: {self.id}\ntitle: {title[at]}\nowner: policy\naudience: vendor\n"
            "governing:\n  default: en\nlabels:\n"
            for at in range(2)
        ]
        for label, (kind, severity, action, name, hint) in zip(self.labels, rows, strict=True):
            hint = self.say(hint)
            for at in range(2):
                both[at] += (
                    f"  - id: {label}\n    name: {name[at]}\n    kind: {kind}\n"
                    f"    severity: {severity}\n    action: {action}\n    hint: {hint[at]}\n"
                )
        return Words(*(text + "---\n" for text in both))

    @property
    def steps(self) -> list[tuple[str, Words, str]]:
        """The questions in order: name, words, and the label after a yes; "" goes on."""
        first = [("sale", Words("Does it offer {thing}?", "{thing}を売っていますか。"), "")]
        if self.reports:
            ask = Words("Is it a report or a lesson?", "報道や教育ですか。")
            first.append(("report", ask, self.labels[-1]))
        return first + [
            (fault.step, fault.ask, label)
            for fault, label in zip(self.faults, self.labels[1:], strict=False)
        ]

    def decision(self) -> tuple[str, Words]:
        both = [f"id: {self.id}-D1\nstart: sale\nsteps:" for _ in range(2)]
        names = [name for name, _, _ in self.steps]
        for (name, ask, label), following in zip(
            self.steps, [*names[1:], self.labels[0]], strict=True
        ):
            yes, no = (label, following) if label else (following, self.labels[0])
            for at, asked in enumerate(self.say(ask)):
                both[at] += (
                    f"\n  {name}:\n    ask: {asked}\n    when-true: {yes}\n"
                    f"    when-false: {no}\n    unsure: FND-U"
                )
        return "decision", Words(*both)

    def path(self, label: str) -> str:
        """The answers that lead to a label."""
        if label == "FND-U":
            return "{sale: unsure}"
        given = ["sale: true"]
        for name, _, goal in self.steps[1:]:
            given.append(f"{name}: {'true' if goal == label else 'false'}")
            if goal == label:
                break
        return f"{{{', '.join(given)}}}"

    def case(
        self, name: str, given: Words, expect: str, near: str, because: Words
    ) -> tuple[str, Words]:
        given, because = self.say(given), self.say(because)
        path = self.path(expect)
        return "case", Words(
            *(
                f"id: {name}\ngiven: {given[at]}\npath: {path}\nexpect: {expect}\nnear: {near}\n"
                f"because: {because[at]}"
                for at in range(2)
            )
        )

    def sections(self) -> list[tuple[Words, str, list[tuple[str, Words]]]]:
        """Heading, anchor and blocks of each section."""
        zero, one = self.labels[:2]
        which = Words("Which label fits", "どのラベルを付けるか")
        found = [(which, f"{self.id}-DECISION", [self.decision()])]
        cases = [
            self.case(f"{zero}-C{rank}", fault.innocent[0], zero, label, fault.because_not)
            for rank, (fault, label) in enumerate(
                zip(self.faults, self.labels[1:], strict=False), 1
            )
        ]
        cut = Words("{Place} is cut off after {n} lines.", "{place}が{n}行で途切れています。")
        rest = Words("The rest cannot be seen.", "残りが見えません。")
        cases.append(self.case(f"{zero}-C{len(cases) + 1}", cut, "FND-U", one, rest))
        found.append((SALE, zero, [self.clause(zero, "may"), *cases]))
        for fault, label in zip(self.faults, self.labels[1:], strict=False):
            guilty = self.random.sample(fault.guilty, 2 if self.reports else 1)
            blocks = [self.clause(label, "must-not")]
            blocks += [
                self.case(f"{label}-C{rank}", given, label, zero, fault.because)
                for rank, given in enumerate(guilty, 1)
            ]
            found.append((fault.name, label, blocks))
        if self.reports:
            label = self.labels[-1]
            given = Words("A newspaper quotes {place}.", "新聞が{place}を引用しています。")
            why = Words("It informs its readers.", "読み手に知らせるためのものです。")
            case = self.case(f"{label}-C1", given, label, one, why)
            found.append((REPORT, label, [self.clause(label, "may"), case]))
        # Questions and market entries are short; they bring a page to its number of blocks.
        wanted = self.random.choice((15, 15, 15, 16, 16, 18))
        number = 0
        while sum(len(blocks) for _, _, blocks in found) < wanted:
            label, blocks = found[2 + number % len(self.faults)][1:]
            rank = number // len(self.faults)
            blocks.append(self.question(label, rank) if rank else self.market(label))
            number += 1
        return found

    def clause(self, label: str, modality: str) -> tuple[str, Words]:
        body = f"labels: [{label}]\nmodality: {modality}"
        return "clause", Words(body, body)

    def question(self, label: str, rank: int) -> tuple[str, Words]:
        asked = QUESTIONS[(self.start + rank) % len(QUESTIONS)]
        answer = self.say(self.random.choice(ANSWERS))
        day = f"2026-{self.random.randrange(1, 13):02}-{self.random.randrange(1, 29):02}"
        return "question", Words(
            *(
                f'id: {label}-Q{rank}\nasked: "{day}"\nquestion: {asked[at]}\nanswer: {answer[at]}'
                for at in range(2)
            )
        )

    def market(self, label: str) -> tuple[str, Words]:
        reason = self.random.choice(NO_ACT)
        code = self.random.choice(("JP", "IE"))
        return "market", Words(
            *(
                f"id: M-{code}-{label}\nmarket: {code}\nseverity: S3\nbasis: []\nbasis-none: {reason[at]}"
                for at in range(2)
            )
        )

    # Prose

    def prose(self) -> list[list[Words]]:
        """Paragraphs, lists and tables of the opening and of each section."""
        zero = Words(
            "Posters may sell {thing} as long as the offer is honest.",
            "投稿者は、誠実な取引である限り、{thing}を売ることができます。",
        )
        order = Words(
            "Ask the questions in order and stop at the first label.",
            "質問に順番に答え、最初に行き着いたラベルを付けます。",
        )
        found = [
            [self.say(text) for text in OPENINGS],
            [self.say(order)],
            [self.say(zero), self.listed(self.random.sample(ALLOWED, 5)), self.detail()],
        ]
        for fault in self.faults:
            listed = self.listed((*fault.items, *self.random.sample(FORBIDDEN, 2)))
            found.append([self.say(fault.rule), self.detail(), listed, self.detail()])
        found[-1].append(self.table())
        if self.reports:
            may = Words(
                "Posters may show such an offer in order to inform others.",
                "投稿者は、人に知らせるために、そのような取引を示すことができます。",
            )
            found.append([self.say(may), self.listed(self.random.sample(EXEMPT, 4))])
        return found

    def detail(self) -> Words:
        return self.say(self.details.pop())

    def listed(self, items: tuple[Words, ...] | list[Words]) -> Words:
        opening = self.random.choice(OPEN_LIST)
        said = [self.say(item) for item in items]
        return Words(
            *(
                "\n".join(["", opening[at], "", *(f"* {item[at]}" for item in said), ""])
                for at in range(2)
            )
        )

    def table(self) -> Words:
        rows = [self.say(sign) for sign in self.random.sample(SIGNS, 3)]
        given = [self.labels[len(self.faults)], self.labels[0], "FND-U"]
        return Words(
            *(
                "\n".join(
                    [
                        "",
                        f"| {TABLE[0][at]} | {TABLE[1][at]} |",
                        "|---|---|",
                        *(
                            f"| {row[at]} | `{label}` |"
                            for row, label in zip(rows, given, strict=True)
                        ),
                        "",
                    ]
                )
                for at in range(2)
            )
        )

    def put_together(
        self,
        heads: Words,
        sections: list[tuple[Words, str, list[tuple[str, Words]]]],
        prose: list[list[Words]],
    ) -> Words:
        both = []
        for at in range(2):
            parts = [heads[at], *(text[at] for text in prose[0]), ""]
            for (title, anchor, blocks), texts in zip(sections, prose[1:], strict=True):
                fenced = [f"```yaml {kind}\n{block[at]}\n```\n" for kind, block in blocks]
                before = fenced[:1] if blocks[0][0] == "clause" else []
                parts += [f"## {title[at]} {{#{anchor}}}\n", *before]
                parts += [*(text[at] for text in texts), "", *fenced[len(before) :]]
            both.append(re.sub(r"\n{3,}", "\n\n", "\n".join(parts)))
        return Words(*both)


def name_of(number: int) -> str:
    """The id of the guideline with a number, counted from 0."""
    return f"{list(THINGS)[number % len(THINGS)]}{number // len(THINGS) + 1}"


FOUNDATIONS = """---
id: FND
title: {title}
owner: policy
audience: vendor
governing:
  default: en
labels:
  - id: FND-U
    name: {unsure}
    kind: state
    severity: S0
    action: review
    hint: {unsure_hint}
  - id: FND-ESC
    name: {escalate}
    kind: state
    severity: S4
    action: escalate
    hint: {escalate_hint}
---

{opening}

## {unsure} {{#FND-4}}

```yaml clause
labels: [FND-U]
modality: must
```

{unsure_rule}

```yaml case
id: FND-4-C1
given: {unsure_given}
expect: FND-U
because: {unsure_because}
```

## {escalate} {{#FND-5}}

```yaml clause
labels: [FND-ESC]
modality: must
escalation: at-once
```

{escalate_rule}

```yaml case
id: FND-5-C1
given: {escalate_given}
expect: FND-ESC
because: {escalate_because}
```
"""

FOUNDATION_WORDS = {
    "title": Words("Foundations", "共通原則"),
    "opening": Words(
        "These rules hold for every guideline.", "この規則は、すべてのガイドラインに適用します。"
    ),
    "unsure": Words("Unsure", "判断できない場合"),
    "unsure_hint": Words("What is shown settles no label", "示された内容ではラベルが決まらない"),
    "unsure_rule": Words(
        "You must label `FND-U` when the item settles no label.",
        "アイテムからラベルが決まらないときは、`FND-U`を付けなければなりません。",
    ),
    "unsure_given": Words("A picture did not load.", "画像が表示されていません。"),
    "unsure_because": Words("The item cannot be seen.", "アイテムを確認できません。"),
    "escalate": Words("Escalate at once", "すぐにエスカレーションする場合"),
    "escalate_hint": Words("Somebody may be hurt soon", "誰かがすぐに傷つくおそれがある"),
    "escalate_rule": Words(
        "You must escalate before you finish the item.",
        "アイテムを終える前に、エスカレーションしなければなりません。",
    ),
    "escalate_given": Words(
        "A post names a place and an hour.", "投稿が場所と時刻を挙げています。"
    ),
    "escalate_because": Words("There is no time to lose.", "時間の余裕がありません。"),
}

HOME = Words(
    "# Guidelines\n\nThese guidelines say which label an item gets.\n\n* [Foundations](policies/fnd.md)\n",
    "# ガイドライン\n\nこのガイドラインは、アイテムに付けるラベルを定めます。\n\n* [共通原則](policies/fnd.md)\n",
)

SETTINGS = """source: en
locales:
  en: {dir: guidelines/en}
  ja: {dir: guidelines/ja}
markets:
  JP: {zone: Asia/Tokyo}
  IE: {zone: Europe/Dublin}
owners: [policy]
"""


def book(folder: Path, pairs: int, seed: int = 1) -> None:
    """Write a book of `pairs` guidelines, with the foundations and a home page, into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "kijun.yml").write_text(SETTINGS, encoding="utf-8")
    shutil.copytree(ROOT / "policy_schema", folder / "policy_schema", dirs_exist_ok=True)
    shutil.copy(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    for code in LOCALES:
        (folder / "guidelines" / code / "policies").mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "guidelines" / "glossary.yml", folder / "guidelines" / "glossary.yml")
    for path, page in pages(pairs, seed):
        for code, text in zip(LOCALES, page, strict=True):
            (folder / "guidelines" / code / path).write_text(text, encoding="utf-8")


def pages(pairs: int, seed: int = 1) -> Iterator[tuple[str, Words]]:
    """The pages of a book by their path below a locale's folder."""
    yield "index.md", HOME
    fnd = ({name: text[at] for name, text in FOUNDATION_WORDS.items()} for at in range(2))
    yield "policies/fnd.md", Words(*(FOUNDATIONS.format(**each) for each in fnd))
    for number in range(pairs):
        guideline = Guideline(number, seed)
        yield f"policies/{guideline.id.lower()}.md", guideline.pages()


_FRONT = re.compile(r"\A---\n(.*?)^---\n", re.M | re.S)
_BLOCK = re.compile(r"^```yaml (?:clause|case|decision|market|question)\n(.*?)^```$", re.M | re.S)


def pieces(page: str) -> list[str]:
    """The YAML of a page: its front matter, then its blocks."""
    return [*_FRONT.findall(page), *_BLOCK.findall(page)]


def measured(folder: Path) -> dict[str, Any]:
    """Sizes in bytes, blocks a file and the share of YAML of a generated book."""
    facts: dict[str, Any] = {}
    for code in LOCALES:
        texts = [
            path.read_text("utf-8")
            for path in sorted((folder / "guidelines" / code / "policies").glob("*.md"))
            if path.name != "fnd.md"
        ]
        sizes = [len(text.encode()) for text in texts]
        blocks = [len(_BLOCK.findall(text)) for text in texts]
        shares = [
            sum(len(piece.encode()) for piece in pieces(text)) / len(text.encode())
            for text in texts
        ]
        facts[code] = {
            "files": len(texts),
            "bytes": [min(sizes), round(mean(sizes)), max(sizes)],
            "blocks": [min(blocks), round(mean(blocks), 1), max(blocks)],
            "yaml": [round(min(shares), 2), round(mean(shares), 2), round(max(shares), 2)],
        }
    return facts


def main() -> None:
    parser = argparse.ArgumentParser(description="Write a generated book into a folder.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pairs", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    book(options.folder, options.pairs, options.seed)
    print("least, mean and most of each file:")
    for code, facts in measured(options.folder).items():
        print(code, json.dumps(facts))


if __name__ == "__main__":
    main()
