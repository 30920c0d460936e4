"""What each finding says, in Chinese and English: what is wrong, why it matters, what to do next."""

REMARKS: dict[str, tuple[str, str]] = {
    "blank_run": (
        "中间连着 {length} 个空白，可能掉了字。对照原件看看。",
        "There are {length} blanks in a row, where words may be lost. Compare with the original.",
    ),
    "bracket_extra": (
        "多了一个右括号“{printed}”，不影响读取。改原件时去掉。",
        "There is one closing bracket “{printed}” too many; it was read all the same. Remove it when the original is "
        "mended.",
    ),
    "bracket_unclosed": (
        "“{printed}”少了右括号，单位读到行末为止。看看最后一个单位是否完整。",
        "The bracket “{printed}” is not closed; units were read up to the end of the line. Check that the last one "
        "is whole.",
    ),
    "collective_unnamed": (
        "“{surface}”没有点名，谁都可以不管。请牵头单位列出是哪几家。",
        "“{surface}” names nobody, so nobody need answer. Let the lead unit say who they are.",
    ),
    "comma_expected": (
        "单位之间用了“{printed}”，应当用“、”或“，”。已经当作同一串单位，看看对不对。",
        "“{printed}” stands between units where a comma belongs; they were read as one list. Check that they are.",
    ),
    "cooperating_missing": (
        "没有写配合单位。真的不需要，就这样；漏了，补上。",
        "No cooperating unit is named. Leave it so if none is needed, else add it.",
    ),
    "count_differs": (
        "“{label}”写的是共 {declared} 条，实际读到 {counted} 条。对照原件，看是数错了还是漏了条。",
        "Section “{label}” declares {declared} items, but {counted} were read. Find out whether the number is wrong "
        "or an item is lost.",
    ),
    "date_differs": (
        "落款日期“{printed}”和页面上的发文日期不一样，按落款算。看看以哪个为准。",
        "The date line “{printed}” differs from the date on the page; the date line counts. Check which is right.",
    ),
    "date_incomplete": (
        "落款日期“{printed}”不完整，起算日定不下来。对照原件，补全年月日。",
        "The date line “{printed}” is incomplete, so time limits cannot be counted from it. Complete it from the "
        "original.",
    ),
    "deadline_missing": (
        "有数字没有时间，按年底算。施工设计里定出时间节点。",
        "Has figures but no date, so the end of the year counts. Have the work plan set milestones.",
    ),
    "full_stop_missing": (
        "末尾没有句号，后面可能掉了字。对照原件看看。",
        "Does not end with a full stop, so words may be lost. Compare with the original.",
    ),
    "item_repeated": (
        "和第 {other} 条文字一样：这里归{leader}，那里归{other_leader}。报两遍没有必要，合并成一项，定一位牵头领导。",
        "Has the same words as item {other}; {leader} answers for this one, {other_leader} for that. Link the two "
        "into one task and choose the leading leader, or it will be reported twice.",
    ),
    "item_too_long": (
        "文字太长，不像一条任务，后面的数字和时间没有读。看看是不是几条连在了一起。",
        "Is too long for one task, and figures and dates towards its end were not read. Check whether several items "
        "run together.",
    ),
    "items_alike": (
        "和第 {other} 条有两处以上说的是同一件事：这里归{leader}，那里归{other_leader}。看看要不要合并。",
        "Shares two or more statements with item {other}; {leader} answers for this one, {other_leader} for that. "
        "Decide whether to link them.",
    ),
    "items_missing": (
        "没有读到任务，台账建不起来。看看这是不是分工方案，每条前面有没有序号。",
        "No task was found, so there is nothing to keep a ledger of. Check that this is a division plan with "
        "numbered items.",
    ),
    "label_lost": (
        "“{printed}”前面像是掉了“牵头单位”或“配合单位”。对照原件，看这些单位算哪一种。",
        "A label such as lead units seems to be lost before “{printed}”. Find out from the original what these units "
        "are.",
    ),
    "label_unusual": (
        "“{printed}”不是常见写法，当作“牵头单位”读了。看看对不对。",
        "“{printed}” is no usual label; it was read as lead units. Check that it is right.",
    ),
    "lead_missing": (
        "没有写牵头单位，没人牵头就没法交办。对照原件，补上牵头单位。",
        "No lead unit is named, and a task that nobody leads cannot be issued. Compare with the original and name one.",
    ),
    "leader_name_incomplete": (
        "责任领导“{printed}”掉了字，认不出是谁。对照原件，补全姓名。",
        "The name of the responsible leader, “{printed}”, is incomplete, so nobody answers for it. Complete it from "
        "the original.",
    ),
    "leader_name_missing": (
        "“{printed}”后面没有姓名，没有领导负责。对照原件，补上姓名。",
        "No name follows “{printed}”, so no leader answers for it. Complete it from the original.",
    ),
    "leader_unknown": (
        "没有责任领导，谁来调度不清楚。补上负责领导。",
        "No responsible leader is named, so it is open who dispatches it. Name one.",
    ),
    "leads_several": (
        "有 {count} 家单位共同牵头，先把排第一的{first}当主牵头。看看对不对。",
        "{count} units lead together; {first}, listed first, is proposed as primary. Check that it is right.",
    ),
    "list_open": (
        "“{last}”后面写了“等”，还有谁不清楚。请牵头单位补全。",
        "The list ends with “{last}” and “and others” (等). Let the lead unit name the others.",
    ),
    "local_government_leads": (
        "由{units}牵头，下级政府不是本级部门，督查方式不一样。看看要不要本级部门牵头。",
        "{units} leads: a lower government, which is supervised in another way than a department. Check whether a "
        "department should lead.",
    ),
    "measure_missing": (
        "没有数字也没有时间，年底不好说完没完成。做施工设计时定出可查的指标和时间。",
        "Has neither figure nor date, so nobody can say when it is done. Have the work plan set one that can be "
        "checked.",
    ),
    "name_ambiguous": (
        "“{surface}”可能是几个单位，定不下来。选一个，或者在单位名录里补上别名。",
        "“{surface}” may be more than one unit. Choose one, or add the alias to the register of units.",
    ),
    "name_inferred": (
        "“{surface}”按前面的单位补全为{name}，原文没有写全称。看看对不对。",
        "“{surface}” was completed to {name} after its neighbours; the full name is printed nowhere. Check that it "
        "is right.",
    ),
    "names_alike": (
        "“{name}”和“{other}”可能是同一个单位，没有合并。是的话，在单位名录里补上别名。",
        "“{name}” and “{other}” may be the same unit; they were kept apart. If they are one, add the alias to the "
        "register of units.",
    ),
    "names_merged": (
        "{surfaces} 当作同一个单位：{name}。不是同一个就分开。",
        "{surfaces} were taken as one unit: {name}. Divide them if they are not.",
    ),
    "number_lost": (
        "没有序号，按前后的单位另作一条。对照原件补上。",
        "Has no number; it was read as an item of its own because units are named before and after it. Complete it "
        "from the original.",
    ),
    "number_repeated": (
        "这个序号前一条已经用了，引用时会混。对照原件，看是重号还是重复。",
        "The item before has the same number, so references would be mixed up. Find out whether number or item is "
        "doubled.",
    ),
    "number_skipped": (
        "前一条是第 {before} 条，中间断号，可能漏了条。对照原件看看。",
        "The item before is {before}; the numbers between are missing, and so may be items. Compare with the original.",
    ),
    "prefix_missing": (
        "“{surface}”前面没有写哪一级，当作{name}。看看对不对。",
        "“{surface}” is printed without its level and was taken as {name}. Check that it is right.",
    ),
    "quote_unpaired": (
        "引号（{printed}）不成对，可能掉了字。对照原件看看。",
        "The quotation mark ({printed}) has no partner, so words may be lost. Compare with the original.",
    ),
    "responsible_undivided": (
        "列了 {count} 家责任单位，没说谁牵头。定一家牵头。",
        "{count} responsible units are listed and none leads. Choose the lead.",
    ),
    "role_empty": (
        "“{printed}”后面没有单位，可能掉了字。对照原件补上。",
        "No unit follows “{printed}”, so words may be lost. Complete it from the original.",
    ),
    "semicolon_expected": (
        "牵头单位和配合单位之间用了“{printed}”，应当用“；”。已经分开读，看看分得对不对。",
        "“{printed}” stands between the roles where a semicolon belongs; they were read apart. Check that they are "
        "right.",
    ),
    "separator_lost": (
        "“{printed}”中间掉了标点，已经分开读。看看分得对不对。",
        "A mark is lost within “{printed}”; it was read as two. Check that it was divided rightly.",
    ),
    "unit_doubtful": (
        "“{printed}”不像一个单位，没法派任务。对照原件，改成单位名称。",
        "“{printed}” does not look like a unit, so no task can be given to it. Put the name of the unit from the "
        "original.",
    ),
    "unit_in_two_roles": (
        "{name}又牵头又配合，两头都要报。留一头。",
        "{name} both leads and cooperates, and would report twice. Keep one.",
    ),
    "unit_missing": (
        "“{printed}”后面掉了计量单位，没法核对。对照原件，补上。",
        "The figure “{printed}” has lost its measure, so it cannot be checked. Complete it from the original.",
    ),
    "word_lost": (
        "开头“{printed}”像是掉了字。对照原件看看。",
        "A word seems to be lost at the beginning, “{printed}”. Compare with the original.",
    ),
}
