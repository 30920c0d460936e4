"""What each finding says, in Chinese and English: what is wrong, why it matters, what to do next."""

REMARKS: dict[str, tuple[str, str]] = {
    "blank_run": (
        "中间连着 {length} 个空白，可能掉了字。对照原件看看。",
        "There are {length} blanks in a row, where words may be lost. Compare with the original.",
    ),
    "blanks_inside": (
        "字中间夹着空格，共 {count} 处，例如“{printed}”。多半是转换格式留下的，删掉再发。",
        "Blanks stand inside words in {count} places, “{printed}” for one; most come from a change of format. Remove "
        "them before issue.",
    ),
    "bracket_extra": (
        "多了一个右括号“{printed}”，不影响读取。改原件时去掉。",
        "There is one closing bracket “{printed}” too many; it was read all the same. Remove it when the original is "
        "mended.",
    ),
    "bracket_mixed": (
        "一对括号一边全角一边半角（{printed}），不影响读取。改成一样的。",
        "A pair of brackets has two widths ({printed}); it was read all the same. Write both alike.",
    ),
    "bracket_unclosed": (
        "“{printed}”少了右括号，单位读到行末为止。看看最后一个单位是否完整。",
        "The bracket “{printed}” is not closed; units were read up to the end of the line. Check that the last one "
        "is whole.",
    ),
    "bracket_unpaired": (
        "“{printed}”这里的括号或书名号不成对，可能掉了字。对照原件补上另一半。",
        "The bracket at “{printed}” has no partner, so words may be lost. Complete the pair from the original.",
    ),
    "collective_unnamed": (
        "“{surface}”没有点名，谁都可以不管。请牵头单位列出是哪几家。",
        "“{surface}” names nobody, so nobody need answer. Let the lead unit say who they are.",
    ),
    "columns_hidden": (
        "工作表“{sheet}”里有 {columns} 列是隐藏的，也读了。看看该不该算。",
        "{columns} columns of the sheet “{sheet}” are hidden; they were read all the same. Check that they count.",
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
    "date_form_differs": (
        "时限“{printed}”和别的时限写法不一样，多半是表格自动变成了日期。改成一样的写法。",
        "The date “{printed}” is written unlike the others; a sheet has probably turned it into a date. Write all "
        "alike.",
    ),
    "date_impossible": (
        "时限“{printed}”没有这一天，到期日定不下来。对照原件改正。",
        "There is no such day as “{printed}”, so nothing can fall due. Correct it from the original.",
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
    "deadline_past": (
        "时限“{printed}”早于印发日 {issued}，还没交办就已经超期。核实是哪一年，或者改时限。",
        "The date “{printed}” lies before the day of issue, {issued}, so the task would be overdue at once. Check "
        "the year, or set another date.",
    ),
    "deadline_refers": (
        "时限写的是“{printed}”，单看这一格不知道是哪天。写出具体时间。",
        "The time limit says “{printed}” and names no day by itself. Write the date out.",
    ),
    "deadline_vague": (
        "时限“{printed}”不是一个时间，到时候说不清超没超期。写出年月，长期工作写本年要做到哪一步。",
        "The time limit “{printed}” is no date, so nobody can say when it is overdue. Name a month, and for standing "
        "work what is due this year.",
    ),
    "duty_for_all": (
        "“{printed}”写在通知里，各条任务后面没有写，读的时候没有加。是每条都算，就补到各条。",
        "“{printed}” stands in the notice and not behind the items, so it was added to none. Add it where it holds.",
    ),
    "duty_shared": (
        "本条没有写单位，按“{printed}”读，和别的条共用。看看对不对。",
        "No unit stands behind this item; “{printed}”, said elsewhere, was read as holding for it too. Check that it "
        "does.",
    ),
    "deadlines_contradict": (
        "完成时限“{printed}”早于正文里的“{other_printed}”，对不上。以哪个为准，另一处改过来。",
        "The time limit “{printed}” lies before “{other_printed}” in the words of the item. Settle which holds and "
        "mend the other.",
    ),
    "figure_expected": (
        "这一列都是数字，这里是“{printed}”。有数就填数，没有就写明什么时候定。",
        "The other cells of this column hold figures and this one “{printed}”. Fill in the figure, or say when it "
        "will be settled.",
    ),
    "figure_impossible": (
        "“{subject}”写的是{printed}，超过百分之百，不可能。核实数字，或者看看是不是增长幅度。",
        "“{subject}” is given as {printed}, more than the whole. Check the figure, or whether a growth is meant.",
    ),
    "figures_contradict": (
        "“{subject}”这里是{printed}，第 {other} 条是{other_printed}，对不上。以哪个为准，另一处改过来。",
        "“{subject}” is {printed} here and {other_printed} in item {other}. Settle which holds and mend the other.",
    ),
    "full_stop_missing": (
        "末尾没有句号，后面可能掉了字。对照原件看看。",
        "Does not end with a full stop, so words may be lost. Compare with the original.",
    ),
    "heading_repeated": (
        "表头在任务中间又出现一次，是换页留下的，没有当任务读。发电子表格时去掉。",
        "The heading row stands between the items once more, where a page began; it was not read as an item. Remove "
        "it from the file.",
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
    "leader_missing": (
        "别的条都写了责任领导（{count} 条），这条空着，谁来调度不清楚。补上姓名。",
        "{count} items name their responsible leader and this one does not, so it is open who dispatches it. Add the "
        "name.",
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
    "mark_doubled": (
        "标点“{printed}”重了，可能掉了字或者没删干净。留一个。",
        "The marks “{printed}” stand one upon the other, where a word was lost or left over. Keep one.",
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
    "name_broken": (
        "单位“{name}”被换行或页码断开，已经接上。看看接得对不对。",
        "The unit “{name}” was broken by a line end or page mark and joined again. Check that it was joined rightly.",
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
    "pages_without_text": (
        "第 {pages} 页是图片，没有文字，没有读。对照原件看看这几页有没有任务，有就补进来。",
        "Page {pages} is a picture without text and was not read. Compare with the original; if it holds tasks, add "
        "them.",
    ),
    "quote_unpaired": (
        "引号（{printed}）不成对，可能掉了字。对照原件看看。",
        "The quotation mark ({printed}) has no partner, so words may be lost. Compare with the original.",
    ),
    "range_reversed": (
        "“{printed}”前面的数比后面的大，区间写反了。看看是不是写错了数字。",
        "The range “{printed}” has its larger end first. Check whether a figure is wrong.",
    ),
    "responsible_undivided": (
        "列了 {count} 家责任单位，没说谁牵头。定一家牵头。",
        "{count} responsible units are listed and none leads. Choose the lead.",
    ),
    "role_empty": (
        "“{printed}”后面没有单位，可能掉了字。对照原件补上。",
        "No unit follows “{printed}”, so words may be lost. Complete it from the original.",
    ),
    "rows_hidden": (
        "工作表“{sheet}”里有 {rows} 行是隐藏的（可能开着筛选），也读了。看看该不该算。",
        "{rows} rows of the sheet “{sheet}” are hidden, perhaps by a filter; they were read all the same. Check "
        "that they count.",
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
    "sheet_hidden": (
        "工作表“{sheet}”是隐藏的，没有读。里面有任务，就取消隐藏再读。",
        "The sheet “{sheet}” is hidden and was not read. If it holds tasks, unhide it and read the file again.",
    ),
    "table_unread": (
        "第 {table} 张表没看懂：表头是“{heads}”，不知道哪一列是任务、哪一列是单位。在导入页面指定各列，再读一遍。",
        "Table {table} with the heads “{heads}” was not understood, so its rows were not read as tasks. Say on the "
        "import page what each column is, and read it again.",
    ),
    "task_vague": (
        "没有数字、没有时间，也没有要交出来的东西，年底说不清做没做成。定出一样能查的：做到多少、什么时候、拿出什么。",
        "Has no figure, no date and nothing to show, so nobody can say whether it was done. Set one that can be "
        "checked: how much, by when, or what is to be produced.",
    ),
    "total_differs": (
        "前面写的是“{printed}”，实际读到 {counted} 条。对照原件，看是数错了还是漏了条。",
        "The words before the plan say “{printed}”, but {counted} items were read. Find out whether the number is "
        "wrong or items are lost.",
    ),
    "unit_doubtful": (
        "“{printed}”不像一个单位，没法派任务。对照原件，改成单位名称。",
        "“{printed}” does not look like a unit, so no task can be given to it. Put the name of the unit from the "
        "original.",
    ),
    "unit_former": (
        "“{surface}”在{year}年机构改革后已改为{name}。文件印发在改革之后的，改用现在的名称。",
        "“{surface}” became {name} in the reform of {year}. Use the present name if the document is later than that.",
    ),
    "unit_in_two_roles": (
        "{name}又牵头又配合，两头都要报。留一头。",
        "{name} both leads and cooperates, and would report twice. Keep one.",
    ),
    "unit_missing": (
        "“{printed}”后面掉了计量单位，没法核对。对照原件，补上。",
        "The figure “{printed}” has lost its measure, so it cannot be checked. Complete it from the original.",
    ),
    "unit_repeated": (
        "{name}在同一串里写了两次。删掉一个，或者看看另一个是不是写错了单位。",
        "{name} stands twice in one list. Remove one, or check whether another unit was meant.",
    ),
    "unit_truncated": (
        "“{surface}”像是“{other}”掉了后面的字，没有合并。对照原件补全。",
        "“{surface}” looks like “{other}” with its end lost; they were kept apart. Complete it from the original.",
    ),
    "unit_unknown": (
        "单位名录里没有“{name}”，派任务派不到。看看是不是写错了，或者在名录里补上。",
        "The register of units does not hold “{name}”, so no task can reach it. Check the spelling, or add it to the "
        "register.",
    ),
    "units_unparted": (
        "单位之间没有标点，只靠换行分开（{printed}），共 {count} 条。已经分开读，看看对不对。",
        "Nothing but line ends parts the units ({printed}), in {count} items. They were read apart; check that they "
        "are.",
    ),
    "word_lost": (
        "开头“{printed}”像是掉了字。对照原件看看。",
        "A word seems to be lost at the beginning, “{printed}”. Compare with the original.",
    ),
    "words_missing": (
        "只有责任分工，没有任务内容，不知道要做什么。对照原件补上。",
        "Names who is responsible but not what is to be done. Complete the words from the original.",
    ),
}
