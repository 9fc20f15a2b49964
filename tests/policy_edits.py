"""Edits of policy texts, written for these tests: the class a reader gives them, old and new text.

Where a text has several lines it is Markdown; a lone line stands below a heading.
"""

DECISION = [
    ("You may upload images.", "You may not upload images."),
    ("You must be 18 or older to open an account.", "You must be 16 or older to open an account."),
    ("We will remove spam within 24 hours.", "We will remove spam within 72 hours."),
    ("Refunds are available within 30 days.", "Refunds are available within 14 days."),
    ("Goods that are lost or damaged are covered.", "Goods that are lost are covered."),
    ("Members can post up to five links a day.", "Members can post up to two links a day."),
    ("Satire is allowed.", "Satire is allowed if it is labelled as such."),
    ("Do not share private addresses.", "Do not share private addresses unless the person agrees."),
    ("You may resell tickets at any price.", "You may resell tickets at face value only."),
    ("All employees must complete the course.", "Managers must complete the course."),
    ("Only verified sellers may list medicine.", "Sellers may list medicine."),
    ("Accounts are suspended after three strikes.", "Accounts are suspended after two strikes."),
    ("We keep logs for 90 days.", "We keep logs indefinitely."),
    ("Reports are reviewed by a person.", "Reports may be reviewed by a person."),
    (
        "Content that promotes violence is prohibited.",
        "Content that depicts violence is prohibited.",
    ),
    ("Contributors should sign the agreement.", "Contributors must sign the agreement."),
    ("This applies to public profiles.", "This applies to public and private profiles."),
    ("We do not sell your data.", "We sell your data."),
    ("You can appeal once.", "You can appeal twice."),
    ("Adult content is allowed with a warning.", "Adult content is not allowed."),
    ("Minors need the consent of a parent.", "Minors need the consent of both parents."),
    ("Users who harass others will be warned.", "Users who harass others will be banned."),
    ("Travel under $500 needs no approval.", "Travel under $300 needs no approval."),
    (
        "You are entitled to a refund or a replacement.",
        "You are entitled to a refund and a replacement.",
    ),
    ("The exception covers journalists and researchers.", "The exception covers journalists."),
    ("It is legal to record calls.", "It is illegal to record calls."),
    ("Employers must keep the records.", "Employees must keep the records."),
    ("We may share data with partners.", "We may share data with partners and advertisers."),
    ("You must notify us before publishing.", "You must notify us after publishing."),
    ("Bots are permitted, including trading bots.", "Bots are permitted, excluding trading bots."),
    (
        "You must not:\n\n- insult people\n- threaten people",
        "You must not:\n\n- insult people\n- threaten people\n- mock people",
    ),
    ("You must not:\n\n- insult people\n- threaten people", "You must not:\n\n- insult people"),
    ("You must not:\n\n- threaten people", "You must not:\n\n- threaten named people"),
    (
        "Fees.\n\nThe service is free.",
        "Fees.\n\nThe service is free.\n\nAfter 12 months a fee of $5 applies.",
    ),
    ("Appeals.\n\nYou may appeal within a week.", "Appeals.\n\nDecisions are final."),
    ("未成年者は利用できます。", "未成年者は利用できません。"),
    ("18歳以上の方が利用できます。", "18歳を超える方が利用できます。"),
    ("返品は30日以内に限ります。", "返品は14日以内に限ります。"),
    ("中傷または脅迫を禁止します。", "中傷を禁止します。"),
    ("投稿を削除することがあります。", "投稿を削除します。"),
    ("すべての投稿を審査します。", "一部の投稿を審査します。"),
    ("事前の承諾が必要です。", "事前の承諾は不要です。"),
    ("再申請は1回まで可能です。", "再申請は2回まで可能です。"),
    ("報道目的の場合を除き、掲載を禁止します。", "掲載を禁止します。"),
]

CLARIFYING = [
    (
        "You must not use the service to harm others.",
        "You must not harm others by using the service.",
    ),
    (
        "We take down posts that break the rules.",
        "Posts that break the rules are taken down by us.",
    ),
    (
        "You are responsible for your password.",
        "Keeping your password safe is your responsibility.",
    ),
    ("Abuse means insults.", "By abuse we mean insults."),
    ("We publish a report each year.", "Each year, a report is published."),
    ("Our team reads every message.", "Every message is read by our team."),
    ("Contact support for help.", "For help, get in touch with support."),
    ("A profile shows your name.", "Your name appears on your profile."),
    (
        "利用者の皆様に安心して使っていただくための規則です。",
        "皆様が安心して使えるように定めた規則です。",
    ),
]

EDITORIAL = [
    ("It is forbiden to do so.", "It is forbidden to do so."),
    ("You must recieve consent.", "You must receive consent."),
    ("The organisation decides.", "The organization decides."),
    ("Your favourite colour.", "Your favorite color."),
    ("You can't do it.", "You cannot do it."),
    ("We'll remove it.", "We will remove it."),
    ("Send us an e-mail.", "Send us an email."),
    ("Use your log-in.", "Use your login."),
    ("Terms Of Service apply.", "Terms of service apply."),
    ("You must ask first .", "You must ask first."),
    ("Apples, pears and plums.", "Apples, pears, and plums."),
    ("You must not do it", "You must not do it."),
    ("See the “rules”.", 'See the "rules".'),
    ("A – B", "A - B"),
    ("This are the rules.", "These are the rules."),
    ("The rules applies to you.", "The rules apply to you."),
    ("Use of service is free.", "Use of the service is free."),
    ("You must follow a rules.", "You must follow the rules."),
    ("You must **ask** us.", "You must ask us."),
    ("You must *ask* us.", "You must **ask** us."),
    ("See [the rules](https://a.example/old).", "See [the rules](https://a.example/new)."),
    ("See the rules.", "See [the rules](rules.md)."),
    ("This is the the rule.", "This is the rule."),
    ("We licence it.", "We license it."),
    ("You must acknowledgement it.", "You must acknowledgment it."),
    ("The third party decides.", "The third-party decides."),
    ("You must\nask us.", "You must ask us."),
    ("You  must ask us.", "You must ask us."),
    ("It is its own rule and it's fine.", "It is its own rule and it is fine."),
    ("1) One\n2) Two", "1. One\n2. Two"),
    ("* one\n* two", "- one\n- two"),
    ("The goverment may ask.", "The government may ask."),
    ("You must seperate the two.", "You must separate the two."),
    ("You agree to the tems.", "You agree to the terms."),
    (
        "Cancelling is free and cancelled orders are refunded.",
        "Canceling is free and canceled orders are refunded.",
    ),
    ("お問合せはこちらです。", "お問い合わせはこちらです。"),
    ("ユーザが投稿する。", "ユーザーが投稿する。"),
    ("全角ＡＢＣを使う。", "全角ABCを使う。"),
    ("下さいと書く。", "くださいと書く。"),
    ("投稿する事。", "投稿すること。"),
    ("Mozilla は守ります。", "Mozillaは守ります。"),
    ("守ります.", "守ります。"),
    ("出来ます。", "できます。"),
    ("サーバへ送る。", "サーバーへ送る。"),
]

MOVE = [
    (
        "- a first thing\n- b second thing\n- c third thing",
        "- b second thing\n- a first thing\n- c third thing",
    ),
    (
        "## One\n\nText of the first part.\n\n## Two\n\nText of the second part.",
        "## Two\n\nText of the second part.\n\n## One\n\nText of the first part.",
    ),
    (
        "## One\n\nYou must ask us.\n\nYou must wait a week.\n\n## Two\n\nHello there.",
        "## One\n\nYou must ask us.\n\n## Two\n\nHello there.\n\nYou must wait a week.",
    ),
    ("## One\n\nYou must ask us.", "### One\n\nYou must ask us."),
    (
        "## 1. One\n\nYou must ask us.\n\n## 2. Two\n\nYou may wait.",
        "## 1. Two\n\nYou may wait.\n\n## 2. One\n\nYou must ask us.",
    ),
    ("You must ask us. You may wait for a week.", "You must ask us.\n\nYou may wait for a week."),
    ("You must ask us.\n\nYou may wait for a week.", "You must ask us. You may wait for a week."),
    (
        "You must ask us.\n\nYou may wait for a week.",
        "You must ask us.\n\n## Waiting\n\nYou may wait for a week.",
    ),
    (
        "## Intro\n\nYou must ask us.\n\n## Rest\n\nYou may wait.",
        "## Rest\n\nYou may wait.\n\n## Intro\n\nYou must ask us.",
    ),
    ("## Contact\n\nWrite to our office in Kobe.", "## Contact us\n\nWrite to our office in Kobe."),
    (
        "## 一\n\n中傷は禁止です。\n\n## 二\n\n脅迫は禁止です。",
        "## 二\n\n脅迫は禁止です。\n\n## 一\n\n中傷は禁止です。",
    ),
    ("- 中傷は禁止です。\n- 脅迫は禁止です。", "- 脅迫は禁止です。\n- 中傷は禁止です。"),
]

METADATA = [
    ("Last updated: May 1, 2020", "Last updated: April 2, 2021"),
    ("*Effective date: 2020-05-01*", "*Effective date: 2021-04-02*"),
    ("Version 1.2", "Version 1.3"),
    ("Last reviewed on 1 May 2020", "Last reviewed on 4 June 2022"),
    ("© 2020 Example Inc.", "© 2021 Example Inc."),
    ("Revised: 05/01/2020", "Revised: 06/01/2021"),
    ("March 8, 2023", "November 1, 2023"),
    ("発効日 2025 年 2 月 25 日", "発効日 2025 年 3 月 1 日"),
    ("最終更新日：令和5年4月1日", "最終更新日：令和6年4月1日"),
    ("改定日：2024年1月1日", "改定日：2024年2月1日"),
]

# Written after the rules, to see how far they reach.

DECISION += [
    ("Employees may expense meals.", "Employees may expense meals and drinks."),
    ("Sharing spoilers is fine.", "Sharing spoilers is not fine."),
    ("We store backups for a year.", "We store backups for six months."),
    ("You can have one free account.", "You can have three free accounts."),
    ("Harassment means repeated unwanted contact.", "Harassment means unwanted contact."),
    ("The policy covers contractors.", "The policy covers contractors and vendors."),
    (
        "Content depicting minors in a sexual context is removed.",
        "Content depicting minors is removed.",
    ),
    ("Violations result in a warning.", "Violations result in termination of your account."),
    (
        "You have the right to appeal our decision.",
        "You do not have the right to appeal our decision.",
    ),
    ("We notify you before we close your account.", "We close your account."),
    (
        "Political ads need a disclaimer in the EU.",
        "Political ads need a disclaimer in the EU and the UK.",
    ),
    ("Exceptions are granted by the legal team.", "Exceptions are granted by any manager."),
    ("Doxxing is never acceptable.", "Doxxing is rarely acceptable."),
    ("We charge a late fee of 2%.", "We charge a late fee of 3%."),
    ("Graphic content must be placed behind a warning.", "Graphic content must be removed."),
    ("Users outside the US are excluded.", "Users outside North America are excluded."),
    (
        "Trademark complaints are handled within a reasonable time.",
        "Trademark complaints are handled within 10 business days.",
    ),
    ("Cookies are deleted when you close the browser.", "Cookies are deleted after 30 days."),
    (
        "We never share personal data with third parties.",
        "We share personal data with third parties.",
    ),
    (
        "Parents can request deletion of a child's account.",
        "Parents and schools can request deletion of a child's account.",
    ),
    ("Excessive bulk activity is prohibited.", "Bulk activity is prohibited."),
    ("Nudity in art is exempt.", "Nudity in art and education is exempt."),
    ("You must credit the author.", "You should credit the author."),
    (
        "Self-promotion is limited to one post per week.",
        "Self-promotion is limited to one post per month.",
    ),
    ("Trial accounts expire after two weeks.", "Trial accounts expire after four weeks."),
    (
        "What we remove:\n\n- Threats\n- Slurs",
        "What we remove:\n\n- Threats\n- Slurs\n- Dogwhistles",
    ),
    (
        "Examples of abuse include insults, threats and stalking.",
        "Examples of abuse include insults and threats.",
    ),
    ("We collect your name.", "We collect your name and location."),
    ("This section applies only to business accounts.", "This section applies to all accounts."),
    (
        "Hate speech: attacks on people based on race or religion.",
        "Hate speech: attacks on people based on race, religion or caste.",
    ),
    (
        "利用者は本サービスを商用目的で利用できません。",
        "利用者は本サービスを無断で商用目的で利用できません。",
    ),
    ("保存期間は1年です。", "保存期間は3年です。"),
    ("会員は1名まで同伴できます。", "会員は3名まで同伴できます。"),
    ("違反した場合は警告します。", "違反した場合は利用を停止します。"),
    ("個人情報を第三者に提供しません。", "個人情報を第三者に提供します。"),
    ("商用利用は認めません。", "商用利用は認めます。"),
    ("未成年者は保護者の同意が必要です。", "未成年者は利用できません。"),
    ("表示義務があるのは広告です。", "表示義務があるのは広告と寄稿記事です。"),
]

CLARIFYING += [
    ("You must keep your account secure.", "You must ensure that your account is kept secure."),
    ("We may update this policy.", "We may update this policy from time to time."),
    ("Spam is unwanted bulk messaging.", "Spam is bulk messaging that is unwanted."),
    ("Contact us with questions.", "If you have any questions, contact us."),
]

EDITORIAL += [
    ("Please sumbit the form.", "Please submit the form."),
    ("You must submit teh form.", "You must submit the form."),
    ("You may not acess it.", "You may not access it."),
    ("The user's rights", "The users' rights"),
    ("Your behaviour matters.", "Your behavior matters."),
    ("You must fulfil it.", "You must fulfill it."),
    ("Analyse it.", "Analyze it."),
    ("the centre", "the center"),
    ("We do not permit spamming", "We do not permit spamming."),
    ("Github does not allow it.", "GitHub does not allow it."),
    ("You must use JavaScript.", "You must use Javascript."),
    (
        "Please see our [policy](./a.md) for details.",
        "Please see our [policy](../b/a.md) for details.",
    ),
    ("It must be publically visible.", "It must be publicly visible."),
    ("Any occurance is removed.", "Any occurrence is removed."),
    ("You must not misuse the the service.", "You must not misuse the service."),
    ("All users are required to comply,", "All users are required to comply."),
    ("Do not do it!", "Do not do it."),
    ("You may not: (a) spam; (b) scam", "You may not: (a) spam; (b) scam."),
    (
        "If you have questions, please contact us at a@example.com.",
        "If you have questions please contact us at <a@example.com>.",
    ),
    ("## Definitions\n\nText here.", "## Definitions ##\n\nText here."),
    ("**Note:** You must ask.", "_Note_: You must ask."),
    ("You must ask.<br>Then wait.", "You must ask.\nThen wait."),
    (
        "We may terminate accounts that violates this policy.",
        "We may terminate accounts that violate this policy.",
    ),
    ("There is many rules.", "There are many rules."),
    ("Users may not post a illegal content.", "Users may not post illegal content."),
    ("You are responsable for it.", "You are responsible for it."),
    ("You agree that its true.", "You agree that it's true."),
    ("we require you to log in", "We require you to log in"),
    ("We support open-source projects.", "We support open source projects."),
    ("You must not do this, that or those.", "You must not do this, that, or those."),
    ("Table of contents\n\n1. One\n1. Two", "Table of contents\n\n1. One\n2. Two"),
    ("<p>You must ask.</p>", "You must ask."),
    ("| a | b |\n|---|---|\n| x | y |", "| a | b |\n| --- | --- |\n| x | y |"),
    ("メールアドレスを入力して下さい。", "メールアドレスを入力してください。"),
    ("子供は利用できません。", "子どもは利用できません。"),
    ("「規約」という。", "『規約』という。"),
    ("取消しできます。", "取り消しできます。"),
    ("第３条", "第3条"),
    ("行なうこと。", "行うこと。"),
    ("申し込みを受け付けます。", "申込みを受け付けます。"),
    ("禁止します", "禁止します。"),
]

MOVE += [
    (
        "You must ask us first.\n\nWe answer in a week.\n\nNo answer means no.",
        "We answer in a week.\n\nYou must ask us first.\n\nNo answer means no.",
    ),
    (
        "## A\n\nYou must not spam.\n\n## B\n\nWe may close accounts.",
        "## B\n\nWe may close accounts.\n\n## A\n\nYou must not spam.",
    ),
    (
        "## A\n\nYou must not spam. We may close accounts.",
        "## A\n\nYou must not spam.\n\n### Consequences\n\nWe may close accounts.",
    ),
    (
        "## Old name\n\nYou must not spam the forum or its members.",
        "## New name\n\nYou must not spam the forum or its members.",
    ),
    (
        "| Name | Place |\n|---|---|\n| A corp | Japan |\n| B corp | Kenya |",
        "| Name | Place |\n|---|---|\n| B corp | Kenya |\n| A corp | Japan |",
    ),
    ("## A {#a}\n\nYou must not spam.", "## A {#b}\n\nYou must not spam."),
    ("1. You must ask.\n2. You must wait.", "- You must ask.\n- You must wait."),
    ("You must:\n\n- ask\n- wait", "You must: ask, wait"),
]

METADATA += [
    ("Last updated 3 March 2021 by Ann", "Last updated 5 May 2022 by Ann"),
    ("_Last modified: 2021/03/01_", "_Last modified: 2022/03/01_"),
    ("Effective as of January 1, 2020.", "Effective as of June 1, 2020."),
    ("This version was published on 2020-01-01.", "This version was published on 2021-01-01."),
    ("Policy owner: Legal", "Policy owner: Trust"),
    ("施行日：平成30年4月1日", "施行日：平成31年4月1日"),
    ("（2020年4月1日改定）", "（2021年4月1日改定）"),
    ("Next review: May 2024", "Next review: May 2025"),
]

MISSED = [
    ("DECISION", "It is okay to quote short passages.", "It is okay to quote passages."),
    ("DECISION", "審査は人が行います。", "審査は機械が行います。"),
    ("EDITORIAL", "Webサイトを見る。", "ウェブサイトを見る。"),
]
"""Edits that get another class than a reader gives them: nothing in their words tells."""
