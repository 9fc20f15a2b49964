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
    ("## Rules for Android\n\nYou must ask.", "## Rules for Android and iOS\n\nYou must ask."),
    (
        "## To improve speed\n\nA team looks at it.",
        "## To improve search, speed\n\nA team looks at it.",
    ),
    (
        "## 通報の受付のため\n\n担当は広報部です。",
        "## 通報および異議の受付のため\n\n担当は広報部です。",
    ),
    (
        "On Acme we send all your reports to our printer.",
        "For iGlobex and Acme users, we send all of the reports to our printer.",
    ),
    (
        "These terms are for each of our services:\n\n- Acme\n- Globex",
        "These terms are for each of our services:\n\n- Acme",
    ),
    (
        "以下は当社のサービスの一覧です：\n\n- アクメ\n- グロベックス",
        "以下は当社のサービスの一覧です：\n\n- アクメ",
    ),
    ("Acme reviews posts.", "Globex reviews posts."),
    ("We review posts.", "We review reported posts."),
    ("We collect your name.", "We collect your photo."),
    ("We share your data.", "We share our data."),
    ("Posts.\n\nHello.", "Posts.\n\nHello.\n\nThe partner's policy governs what it receives."),
    ("By chance, it is shown.", "By default, it is shown."),
    ("Learn how it works and how to opt out.", "Learn how it works."),
    ("See the page on invoices.", "See the page on invoices, or opt out of invoices."),
    ("詳しくはヘルプをご覧ください。", "詳しい説明と無効にする方法はヘルプをご覧ください。"),
    (
        "Our agent's phone is 212-555-0100 and fax is 212-555-0101.",
        "Our agent's phone is 212-555-0100.",
    ),
    (
        "## The app by default shares data to:\n\n- Us",
        "## By default, we process your personal data to:\n\n- Us",
    ),
    ("Write to us.", "Write to us. We respond to all appeals."),
    (
        "See what each partner says:\n\n- Acme\n- Globex",
        "See what each partner says:\n\n- Acme",
    ),
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

# Of content policies, terms of service and platform rules, in the same way.

DECISION += [
    (
        "Content showing stolen or damaged property isn't allowed.",
        "Content showing stolen property isn't allowed.",
    ),
    ("We collect information about the pages you visit.", "Hello to all."),
    ("Hello to all.", "Hello to all. We collect information about the pages you visit."),
    (
        "Hello to all.",
        "Hello to all. We use cookies to measure how visitors move through the site.",
    ),
    (
        "Hello to all.",
        "Hello to all.\n\nOur partners receive your IP address and approximate location.",
    ),
    (
        "Hello to all.",
        "Hello to all.\n\nModerators review every report before a post is taken down.",
    ),
    (
        "We show you posts.",
        "We show you posts. By default, your profile is visible to everyone on the internet.",
    ),
    ("Firefox sends usage data to us by default.", "Firefox sends usage data to us."),
    ("We reduce the distribution of misleading posts.", "We remove misleading posts."),
    (
        "We may reduce the distribution of misleading posts.",
        "We reduce the distribution of misleading posts.",
    ),
    (
        "Posts that mock a victim are taken down.",
        "Posts that mock a victim of a crime are taken down.",
    ),
    (
        "We allow nudity in the context of breastfeeding.",
        "We allow nudity in the context of breastfeeding or protest.",
    ),
    (
        "Creators with more than 1,000 subscribers can apply.",
        "Creators with more than 500 subscribers can apply.",
    ),
    ("A strike expires after 90 days.", "A strike expires after 180 days."),
    ("Repeat offenders lose access to live streaming.", "Offenders lose access to live streaming."),
    (
        "Don't post private sexual images of another person.",
        "Don't post private images of another person.",
    ),
    (
        "We don't allow praise of dangerous organizations.",
        "We don't allow praise, support or representation of dangerous organizations.",
    ),
    (
        "Vote manipulation includes asking for upvotes.",
        "Vote manipulation includes asking for upvotes and using several accounts.",
    ),
    ("Moderators may pin two posts.", "Moderators may pin six posts."),
    (
        "Ads for gambling are permitted with our written permission.",
        "Ads for gambling are permitted.",
    ),
    ("Your plan renews every month.", "Your plan renews every year."),
    (
        "The fee is 2.9% plus 30 cents for each sale.",
        "The fee is 3.4% plus 30 cents for each sale.",
    ),
    (
        "You keep ownership of what you post.",
        "You keep ownership of what you post and grant us a licence to use it.",
    ),
    (
        "Disputes are settled in the courts of Ireland.",
        "Disputes are settled by binding arbitration.",
    ),
    (
        "These terms are governed by the laws of California.",
        "These terms are governed by the laws of Delaware.",
    ),
    ("We keep backups for 30 days after deletion.", "We keep backups after deletion."),
    (
        "Photos of food are welcome; screenshots are not.",
        "Photos of food and screenshots are welcome.",
    ),
    ("News outlets and individuals may quote the report.", "News outlets may quote the report."),
    (
        "We will email you before the change takes effect.",
        "We will post a notice when the change takes effect.",
    ),
    ("Accounts of the deceased are memorialized.", "Accounts of the deceased are deleted."),
    (
        "Slurs are removed, even when used in a self-referential way.",
        "Slurs are removed, unless used in a self-referential way.",
    ),
    ("Bystanders who film violence are exempt.", "Bystanders who film violence are not exempt."),
    (
        "Depictions of animals being harmed are removed.",
        "Depictions of animals being harmed for entertainment are removed.",
    ),
    ("Report it to the safety team.", "Report it to the safety team within 24 hours."),
    ("Sellers must ship an order in five days.", "Sellers must ship an order in three days."),
    ("Employees may accept gifts worth up to $50.", "Employees may accept gifts worth up to $25."),
    (
        "A link counts as spam if it is posted more than three times.",
        "A link counts as spam if it is posted more than five times.",
    ),
    (
        "Content is age-restricted when it shows alcohol.",
        "Content is age-restricted when it shows alcohol or tobacco.",
    ),
    ("We label state media.", "We label state media and officials' accounts."),
    (
        "Limits.\n\nCall our telephone line.\n\nYou can create up to 5 masks and no phone number.",
        "Limits.\n\nCall our telephone line.\n\nYou can create up to 50 masks and no phone number.",
    ),
    (
        "Impersonation is pretending to be someone else in order to deceive.",
        "Impersonation is pretending to be someone else.",
    ),
    ("A minor is anyone under 18.", "A minor is anyone under the age of majority."),
    (
        '"Hate speech" is a direct attack on people.',
        '"Hate speech" is a direct or indirect attack on people.',
    ),
    ("Public figures get less protection.", "Public figures get no protection."),
    ("The rule applies in the EU and Japan.", "The rule applies in the EU."),
    ("Please get consent before filming people.", "Please consider asking before filming people."),
    ("You can delete your account at any time.", "You can ask us to delete your account."),
    (
        "Personal information:\n\n- name\n- address\n- phone number",
        "Personal information:\n\n- name\n- address",
    ),
    (
        "| Offence | Result |\n|---|---|\n| Spam | Warning |",
        "| Offence | Result |\n|---|---|\n| Spam | Ban |",
    ),
    ("| Label | Days |\n|---|---|\n| Spam | 7 |", "| Label | Days |\n|---|---|\n| Spam | 30 |"),
    (
        "Hacking.\n\nWe ban accounts.\n\nThe security team is exempt.",
        "Hacking.\n\nWe ban accounts.",
    ),
    ("損壊または汚損した商品は返品できません。", "損壊した商品は返品できません。"),
    ("氏名、住所等を掲載しないでください。", "氏名、住所を掲載しないでください。"),
    ("画像を無断で転載しないでください。", "画像等を無断で転載しないでください。"),
    ("投稿を非表示にする場合があります。", "投稿を非表示にします。"),
    ("不適切な投稿は削除する場合があります。", "不適切な投稿は削除してください。"),
    ("3回以上の違反で停止します。", "3回を超える違反で停止します。"),
    ("10件以下の投稿が対象です。", "10件未満の投稿が対象です。"),
    (
        "報道、研究または教育を目的とする投稿は除きます。",
        "報道または教育を目的とする投稿は除きます。",
    ),
    ("ただし、風刺は対象外とします。", "ただし、風刺は対象とします。"),
    ("本人の同意がある場合に限り掲載できます。", "本人の同意がなくても掲載できます。"),
    ("当社は閲覧履歴を収集します。", "こんにちは。"),
    ("こんにちは。", "こんにちは。当社は、お客様の位置情報を広告会社に送信します。"),
    ("こんにちは。", "こんにちは。\n\n投稿の内容は自動で審査され、順位に反映されます。"),
    ("判断に迷うときは上長に相談してください。", "判断に迷うときは上長に相談してもよい。"),
    ("異議申立ては14日以内に行ってください。", "異議申立ては7日以内に行ってください。"),
    ("未成年とは18歳未満の人をいいます。", "未成年とは20歳未満の人をいいます。"),
    ("公人への批判は許容されます。", "公人への批判は原則として許容されます。"),
    ("暴力を助長する投稿は対象です。", "暴力を助長または美化する投稿は対象です。"),
    ("利用者は投稿を編集できます。", "利用者は投稿を編集または削除できます。"),
    ("規約は日本法に準拠します。", "規約はアイルランド法に準拠します。"),
    ("禁止する投稿：\n\n- 脅迫\n- 中傷\n- なりすまし", "禁止する投稿：\n\n- 脅迫\n- 中傷"),
    ("警告のうえ、投稿を非表示にします。", "投稿を非表示にします。"),
    ("年会費は3,000円です。", "年会費は5,000円です。"),
    ("担当者は必ず原文を確認します。", "担当者は必要に応じて原文を確認します。"),
    ("投稿者本人のみ申請できます。", "投稿者本人または家族が申請できます。"),
]
CLARIFYING += [
    (
        "Spam is anything unwanted that is sent in bulk. For example, chain letters.",
        "Spam is anything unwanted that is sent in bulk. Chain letters are one example.",
    ),
    (
        "We believe people should be able to speak freely.",
        "We believe in a place where people speak freely.",
    ),
    (
        "This page explains our approach to safety.",
        "This page describes how we think about safety.",
    ),
    (
        "Thank you for making this a friendly place.",
        "Thanks for helping to make this a friendlier place for everyone.",
    ),
    (
        "Our community is diverse.",
        "Our community is diverse. People come here from all over the world.",
    ),
    (
        "この規則は安全な場所を作るためのものです。",
        "この規則は、安心できる場所を作るために設けています。",
    ),
    ("次の節では考え方を説明します。", "次の節では基本的な考え方を説明します。"),
]
EDITORIAL += [
    ("Webサイトを見る。", "ウェブサイトを見る。"),
    (
        "You must abide by the terms, the guidelines and the law.",
        "You must abide by the terms, the guidelines, and the law.",
    ),
    ("Users may not harass other user's.", "Users may not harass other users."),
    (
        "If you're account is suspended, you may appeal.",
        "If your account is suspended, you may appeal.",
    ),
    ("You may not post content thats illegal.", "You may not post content that's illegal."),
    ("We will not tolerate harrassment.", "We will not tolerate harassment."),
    ("Read our community-guidelines.", "Read our community guidelines."),
    ("We may suspend you account.", "We may suspend your account."),
    ("Accounts which break the rules are closed.", "Accounts that break the rules are closed."),
    ("Please do not spam", "Please don't spam."),
    ("You must not do so i.e., never.", "You must not do so, i.e. never."),
    ("See Section 3 below.", "See [Section 3](#section-3) below."),
    ("You must keep your pass word safe.", "You must keep your password safe."),
    (
        "You must comply with the the law of your country .",
        "You must comply with the law of your country.",
    ),
    ("NOTE: You must ask first.", "Note: You must ask first."),
    (
        "## What we don't allow\n\nSpam is not allowed.",
        "## What We Don't Allow\n\nSpam is not allowed.",
    ),
    ("- No spam.\n- No scams.", "* No spam.\n* No scams."),
    ("You may appeal — once.", "You may appeal - once."),
    ("We require that you are 18+.", "We require that you are 18+ ."),
    ("Users are not permitted to threatens others.", "Users are not permitted to threaten others."),
    ("It is prohibitted to resell tickets.", "It is prohibited to resell tickets."),
    (
        "You can contact us via email at <a@example.org>.",
        "You can contact us via e-mail at <a@example.org>.",
    ),
    ("You agree not to mis-use the service.", "You agree not to misuse the service."),
    (
        "This behaviour is un-acceptable and may lead to a ban.",
        "This behavior is unacceptable and may lead to a ban.",
    ),
    ("禁止行為を行わないで下さい。", "禁止行為を行わないでください。"),
    ("投稿を 削除 します。", "投稿を削除します。"),
    ("（１）脅迫は禁止です。", "(1) 脅迫は禁止です。"),
    ("ユーザー は投稿できません 。", "ユーザーは投稿できません。"),
    ("コンピュータを利用できます。", "コンピューターを利用できます。"),
    (
        "当社が定める期間内に申請して頂く必要があります。",
        "当社が定める期間内に申請していただく必要があります。",
    ),
    ("規約に違反した場合，停止します．", "規約に違反した場合、停止します。"),
    ("差し押さえは認めません。", "差押えは認めません。"),
    ("問合せ先は次の通りです。", "問い合わせ先は次のとおりです。"),
]
MOVE += [
    (
        "You must not post:\n\n- threats\n- slurs\n- spam",
        "You must not post:\n\n- slurs\n- spam\n- threats",
    ),
    (
        "## Spam\n\nSpam is banned.\n\n## Threats\n\nThreats are banned.",
        "## Threats\n\nThreats are banned.\n\n## Spam\n\nSpam is banned.",
    ),
    (
        "## Rules\n\nYou must ask.\n\n## Help\n\nWrite to us in Kobe.",
        "## Rules\n\nYou must ask.\n\n## Help & support\n\nWrite to us in Kobe.",
    ),
    (
        "## 脅迫\n\n脅迫は禁止です。\n\n## 中傷\n\n中傷は禁止です。",
        "## 中傷\n\n中傷は禁止です。\n\n## 脅迫\n\n脅迫は禁止です。",
    ),
    (
        "次の投稿を禁止します。\n\n1. 脅迫\n2. 中傷\n3. 詐欺",
        "次の投稿を禁止します。\n\n1. 詐欺\n2. 脅迫\n3. 中傷",
    ),
]
METADATA += [
    ("Last modified on 3 March 2024.", "Last modified on 4 April 2025."),
    ("Authority: Chief Compliance Officer", "Authority: General Counsel"),
    ("Document owner: Trust & Safety", "Document owner: Integrity"),
    ("Effective Date: 01 Jan 2024 | Version: 2.0", "Effective Date: 01 Feb 2025 | Version: 2.1"),
    ("所管部署：法務部", "所管部署：総務部"),
    ("制定：2020年4月1日　最終改定：2023年4月1日", "制定：2020年4月1日　最終改定：2024年4月1日"),
    ("適用開始日 2024年4月1日", "適用開始日 2025年4月1日"),
]

# Written after those, of both kinds.

DECISION += [
    ("Hate speech is any attack on a person.", "Hate speech is any attack on a person or group."),
    ("We remove content that glorifies suicide.", "We remove content that depicts suicide."),
    ("Our team may add a warning screen.", "Our team adds a warning screen."),
    ("Sponsored posts carry a disclosure.", "Sponsored posts and gifts carry a disclosure."),
    ("Scores are computed from the last 28 days.", "Scores are computed from the last 14 days."),
    (
        "We notify the owner of the repository.",
        "We notify the owner of the repository and the reporter.",
    ),
    ("Hello.", "Hello. Files larger than 100 MB are rejected."),
    ("Hello.", "Hello. Your messages are scanned for malware."),
    ("Hello.", "Hello. Apps need a privacy policy to be listed."),
    ("Hello.", "Hello. Only the account owner can transfer a repository."),
    (
        "Moderators remove posts that insult members.",
        "Moderators remove posts that insult or mock members.",
    ),
    ("Refunds are paid in credits.", "Refunds are paid in cash."),
    (
        "Graphic violence is allowed in news reports.",
        "Graphic violence is allowed in news reports and documentaries.",
    ),
    ("Do not target children.", "Do not target children under 13."),
    ("You may use our logo in articles.", "You may use our logo in articles with attribution."),
    ("Employees must not trade shares.", "Directors must not trade shares."),
    ("Employers must report to employees.", "Employees must report to employers."),
    ("違反した投稿には警告を表示します。", "違反した投稿は削除します。"),
    ("こんにちは。", "こんにちは。100MBを超えるファイルは受け付けません。"),
    ("未成年の画像は加工して掲載してください。", "未成年の画像は掲載しないでください。"),
    ("個人が特定できる情報は非公開にします。", "個人が特定できる情報は公開します。"),
    ("利用者は月に2回まで申請できます。", "利用者は月に4回まで申請できます。"),
    ("露骨な性的表現は対象です。", "性的表現は対象です。"),
    ("政治家や芸能人などの公人は対象外です。", "政治家などの公人は対象外です。"),
]
EDITORIAL += [
    ("We collect you're name.", "We collect your name."),
    ("Mozilla recieves your IP address.", "Mozilla receives your IP address."),
    ("We share data with our partners,.", "We share data with our partners."),
    ("Posts is removed.", "Posts are removed."),
    ("We do not sell your informations.", "We do not sell your information."),
    ("we'll notify you.", "We'll notify you."),
    ("You retain all of your rights.", "You retain all your rights."),
    ("It is our's to decide.", "It is ours to decide."),
    ("The community manager's decide.", "The community managers decide."),
    ("We take steps in-order to protect you.", "We take steps in order to protect you."),
    ("We remove content, that breaks the rules.", "We remove content that breaks the rules."),
    ("You can opt-out of emails.", "You can opt out of emails."),
    ("We will take down the web site.", "We will take down the website."),
    ("Any user that abuses the service is banned.", "Any user who abuses the service is banned."),
    ("You must not be under age.", "You must not be underage."),
    ("You must not access an other account.", "You must not access another account."),
    ("* **Spam**: not allowed", "- __Spam__: not allowed"),
    ("Do not share child's data.", "Do not share a child's data."),
    (
        "当社は、お客様の情報を 第三者に提供しません。",
        "当社は、お客様の情報を第三者に提供しません。",
    ),
    ("削除することができます｡", "削除することができます。"),
    ("投稿者は、削除を申請出来ます。", "投稿者は、削除を申請できます。"),
    ("ご利用いただけません.", "ご利用いただけません。"),
    ("すべての利用者に適用されます。", "全ての利用者に適用されます。"),
    ("詳しくは[こちら](a.md)をご覧下さい。", "詳しくは[こちら](b.md)をご覧ください。"),
]
CLARIFYING += [
    ("We want everyone to feel safe here.", "We want all of you to feel at home here."),
    ("This document is for new members.", "This document is meant for those who just joined."),
    ("Reports help us improve.", "Your reports help us to get better."),
    ("例を挙げて説明します。", "具体例を挙げて説明します。"),
]

# Names, of parties, products and documents.

DECISION += [
    ("We share data with Acme.", "We share data with Globex."),
    ("You must comply with the Acme Code.", "You must comply with the Globex Terms."),
    ("Use label A for this.", "Use label B for this."),
    ("Reports are reviewed by Acme Trust.", "Reports are reviewed by Globex."),
    ("You may use it.", "You may use it under any circumstances."),
    ("当社は利用状況をAcmeに送信します。", "当社は利用状況をGlobexに送信します。"),
]
CLARIFYING += [
    ("An Acme account is required.", "A Globex account is required."),
    ("We keep no logs.", "We keep no logs in any circumstances."),
    ("Hello to all.", "Hello to all. We take your safety seriously."),
]

CLARIFYING += [("We retain data for thirty days.", "We retain data for 30 days.")]

EDITORIAL += [
    ("We use you data to to improve the service.", "We use your data to improve the service."),
    ("We collect the the data you give us.", "We collect the data you give us."),
]

DECISION += [
    ("Up to 1.5 posts.", "Up to 15 posts."),
    ("Take 1/2 of it.", "Take 12 of it."),
    ("After 3-5 days.", "After 35 days."),
    ("A fee of 5% applies.", "A fee of 5 applies."),
    ("It costs $100.", "It costs £100."),
    ("Where posts > 3.", "Where posts < 3."),
    ("Remove US content.", "Remove us content."),
    ("It is hostile, and repeated or public.", "It is hostile and repeated, or public."),
    ("10⁵ views", "105 views"),
    ("at -5 degrees", "at 5 degrees"),
    ("Answer the question with no.", "Answer the question with yes."),
    ("The person, named in full, replies.", "The person, not named in full, replies."),
    ("特定可能な個人です。", "特定不可能な個人です。"),
    ("非公開の情報です。", "公開の情報です。"),
    ("未成年者です。", "成年者です。"),
    ("二十歳未満です。", "二十五歳未満です。"),
]

EDITORIAL += [
    ("It costs 1000 yen.", "It costs 1,000 yen."),
    ("½ of it", "1/2 of it"),
    ("10 % of it", "10% of it"),
    ("Apples, pears and plums, or nothing.", "Apples, pears, and plums, or nothing."),
    ("You must NOT.", "You must not."),
    ("Open 24 / 7", "Open 24/7"),
    ("ご確認ください。", "確認ください。"),
]

DECISION += [
    (
        "Allowed here:\n\n- news\n- satire\n\nNot allowed here:\n\n- threats\n",
        "Allowed here:\n\n- news\n\nNot allowed here:\n\n- satire\n- threats\n",
    ),
    (
        "許可するもの：\n\n- 報道\n- 風刺\n\n禁止するもの：\n\n- 脅迫\n",
        "許可するもの：\n\n- 報道\n\n禁止するもの：\n\n- 風刺\n- 脅迫\n",
    ),
    (
        "## Allowed\n\nPosts about the war.\n\n## Banned\n\nAdverts for watches and clocks.\n",
        "## Allowed\n\nAdverts for watches and clocks.\n\n## Banned\n\nPosts about the war.\n",
    ),
]

MOVE += [
    (
        "Allowed here:\n\n- news\n- satire\n\nNot allowed here:\n\n- threats\n",
        "Allowed here:\n\n- satire\n- news\n\nNot allowed here:\n\n- threats\n",
    ),
]

MISSED = [
    ("DECISION", "Hello.", "Hello. People in Germany see a different version."),
    ("DECISION", "It is okay to quote short passages.", "It is okay to quote passages."),
    ("DECISION", "審査は人が行います。", "審査は機械が行います。"),
]
"""Edits that get another class than a reader gives them: nothing in their words tells."""
