"""Plans in traditional characters: read as if they were simplified, and given back as printed.

Each traditional character stands for one simplified one, so that every span holds in both texts. The table holds the
characters of offices, roles, measures, times and of the usual words of plans; others stay as they are.
"""

from collections.abc import Iterable

from duban.core.values import Span
from duban.plans.reading.models import Document, Finding, Item, Leader, Mention, Plan, Reading, Requirement, Section
from duban.plans.reading.roll import roll_of

_PAIRS = (
    "頭头單单責责領领導导辦办務务財财關关於于為为爲为會会協协門门機机構构組组織织實实際际現现發发國国區区縣县鄉乡鎮镇廳厅處处長长員员級级黨党動动業业產产農农資资環环護护監监審审計计統统衛卫衞卫優优險险應应質质檢检"
    "測测驗验電电網网絡络訊讯號号體体經经濟济貿贸銀银錢钱稅税證证標标準准規规則则範范圍围劃划畫画設设築筑橋桥樑梁鐵铁軌轨車车輛辆運运輸输樞枢紐纽場场園园館馆圖图書书學学習习師师課课題题試试點点個个數数據据億亿萬万"
    "畝亩頃顷噸吨開开閉闭間间時时節节後后來来歲岁週周晝昼還还進进達达過过遠远選选遞递邊边適适違违遲迟遺遗給给約约純纯紅红紀纪細细終终結结維维綜综綠绿線线綫线練练績绩縮缩總总繼继續续纖纤繳缴編编緊紧緩缓緣缘縱纵訂订"
    "討讨記记訓训許许評评詢询詳详認认語语誠诚說说請请調调談谈論论識识議议讀读變变讓让謀谋諮咨謝谢貢贡貧贫貨货販贩貸贷費费賬账賞赏賴赖購购贈赠貴贵買买賣卖貼贴賽赛負负賓宾贏赢賦赋贊赞軍军軟软載载輕轻較较輔辅輪轮輻辐"
    "轄辖轉转辭辞針针釘钉鈔钞鋼钢錄录鍵键鎖锁鏈链鏡镜鐘钟鑒鉴鑽钻銷销鋪铺錯错鋒锋陳陈陽阳陰阴階阶隊队隨随隱隐隸隶陸陆難难雖虽雙双雜杂離离靜静靈灵韓韩響响頁页項项順顺須须預预頒颁頓顿頻频額额顏颜願愿類类顧顾顯显風风"
    "飛飞飯饭飲饮養养馬马馳驰駐驻駕驾騎骑驅驱驚惊髒脏鬥斗魚鱼鮮鲜鳥鸟鳴鸣鹽盐麗丽麥麦黃黄齊齐齒齿龍龙倉仓們们倫伦偉伟側侧偵侦偽伪備备傑杰傳传債债傷伤傾倾僅仅僑侨儀仪價价儘尽儲储兒儿兩两冊册凍冻凱凯別别刪删剛刚創创"
    "劇剧劉刘劑剂勁劲勝胜勞劳勢势勵励勸劝匯汇卻却厭厌參参叢丛吳吴問问啟启啓启喚唤喪丧嘗尝嚴严圓圆團团執执堅坚塊块報报塵尘墊垫壓压壞坏壯壮夠够夢梦夾夹奪夺奮奋婦妇媽妈孫孙寧宁寫写寬宽寶宝將将專专尋寻對对屆届層层屬属"
    "島岛峽峡嶺岭帳帐帶带幣币幹干幾几庫库廢废廣广廠厂張张強强彈弹彌弥彙汇徑径從从復复徵征恆恒悅悦惡恶愛爱慘惨慮虑慶庆憂忧憑凭懷怀戰战戲戏戶户捨舍掃扫採采掛挂揚扬換换揮挥損损搖摇搶抢摟搂撥拨撫抚擁拥擇择擊击擔担擠挤"
    "擬拟擴扩攔拦攜携攝摄敗败敵敌斷断晉晋暢畅曆历暫暂東东極极楊杨榮荣槍枪樂乐樓楼樣样樹树檔档權权欄栏歐欧歡欢歷历歸归殘残殺杀毀毁氣气決决沒没沖冲況况淚泪淨净淺浅減减渦涡湧涌滅灭滬沪滯滞滿满漁渔漢汉漲涨漸渐潔洁潛潜"
    "潤润澤泽濃浓濕湿濱滨瀏浏灣湾災灾無无煉炼煙烟熱热燈灯燒烧營营爭争爺爷牆墙牽牵犧牺狀状獎奖獨独獲获獸兽獻献瑪玛畢毕異异當当療疗盜盗盡尽盤盘眾众睏困瞭了矚瞩矯矫碼码確确磚砖礎础礦矿礙碍祕秘禮礼禍祸禦御種种稱称穀谷"
    "積积穩稳穫获窮穷竄窜競竞筆笔簡简簽签籌筹糧粮糾纠納纳紙纸紛纷紮扎紹绍絕绝絲丝綁绑綱纲緒绪緝缉緯纬緻致罰罚羅罗義义聖圣聞闻聯联聰聪聲声職职聽听肅肃脅胁脈脉腦脑腸肠膚肤臨临臺台與与興兴舉举舊旧艙舱艦舰艱艰藝艺莊庄"
    "華华葉叶著着蓋盖蔣蒋薦荐藍蓝藥药蘇苏蘭兰虛虚蟲虫術术衝冲補补裝装裡里裏里製制複复褲裤襲袭見见視视覺觉親亲觀观觸触訴诉診诊註注詞词該该誌志誤误諒谅謂谓謹谨譜谱譽誉豐丰貝贝賢贤贛赣趙赵跡迹踐践蹤踪躍跃迴回逕径遊游"
    "遷迁邁迈郵邮鄧邓鄭郑鄰邻釀酿釋释閃闪閒闲閣阁閩闽闊阔闖闯闡阐陣阵陝陕雲云霧雾鞏巩韌韧韻韵頂顶飄飘飾饰駛驶鬆松鬧闹鮑鲍鴻鸿鵬鹏鷹鹰麵面黌黉黴霉齡龄龐庞龜龟滙汇峯峰羣群衆众託托佈布佔占併并倖幸爾尔牠它貫贯慣惯餘余"
    "餵喂餓饿僱雇傭佣僞伪儉俭兇凶卹恤喫吃囑嘱壩坝壟垄夥伙奧奥妝妆姍姗嬰婴孿孪嶼屿巖岩巔巅帥帅幟帜廚厨廟庙彎弯悶闷惱恼慫怂憐怜懲惩懶懒憲宪戀恋捲卷掙挣揀拣撈捞撓挠擋挡攤摊攪搅敘叙斂敛曉晓曠旷棄弃棟栋棧栈椏桠楓枫樁桩"
    "橫横檯台檸柠櫃柜欽钦毆殴氫氢汙污汚污洶汹涼凉渾浑湯汤溝沟滌涤滲渗漿浆潑泼澆浇澱淀瀋沈灑洒灘滩炤照爐炉爛烂猶犹獄狱璽玺甕瓮疇畴瘡疮癒愈皺皱盧卢睜睁磯矶礫砾祿禄稈秆窩窝窪洼竊窃筍笋籃篮籠笼糞粪緘缄縫缝繡绣繩绳繪绘"
    "纏缠罷罢翹翘耬耧膠胶膽胆舖铺芻刍茲兹荊荆莖茎萊莱葦苇蕩荡薩萨蘆芦蘊蕴虧亏蠟蜡蠶蚕裊袅訪访訟讼誇夸誘诱諾诺謙谦豬猪貓猫賀贺賠赔賺赚軸轴輩辈轟轰辯辩遼辽鄖郧醫医醬酱鉤钩鋁铝錫锡鍋锅鍛锻鎢钨鏟铲鑄铸閥阀隴陇雞鸡霽霁"
    "頸颈顆颗餅饼駁驳騰腾驟骤鬱郁魯鲁鴨鸭鵝鹅鹼碱脫脱覽览講讲趨趋閱阅係系繫系癥症洩泄遙遥紡纺撐撑彥彦聾聋啞哑殯殡癱瘫鎳镍鈣钙鹵卤蝦虾螢萤螞蚂蟻蚁鍊链糰团粵粤瓊琼釐厘邏逻闢辟蹟迹麪面內内條条骯肮襖袄擺摆絆绊幫帮鎊镑"
    "謗谤剝剥飽饱狽狈憊惫繃绷斃毙貶贬辮辫癟瘪瀕濒擯摈缽钵鉑铂慚惭燦灿蒼苍滄沧廁厕詫诧攙搀摻掺蟬蝉饞馋讒谗顫颤償偿徹彻襯衬騁骋癡痴恥耻熾炽寵宠躊踌綢绸醜丑櫥橱鋤锄雛雏錘锤綽绰賜赐蔥葱湊凑鄲郸憚惮誕诞搗捣禱祷締缔釣钓"
    "疊叠諜谍錠锭犢犊賭赌鍍镀緞缎兌兑鈍钝訛讹餌饵貳贰琺珐礬矾釩钒煩烦誹诽墳坟憤愤瘋疯馮冯諷讽鳳凤訃讣縛缚趕赶岡冈崗岗鎬镐擱搁鴿鸽鉻铬龔龚宮宫蠱蛊剮剐閨闺詭诡劊刽輥辊滾滚駭骇閡阂鶴鹤壺壶嘩哗話话瘓痪煥焕渙涣謊谎輝辉"
    "賄贿穢秽燴烩諱讳誨诲葷荤饑饥譏讥輯辑薊蓟莢荚頰颊賈贾鉀钾殲歼箋笺繭茧堿碱撿捡檻槛賤贱劍剑餞饯濺溅澗涧槳桨驕骄嬌娇鉸铰僥侥腳脚餃饺絞绞轎轿痙痉廄厩駒驹鋸锯懼惧鵑鹃絹绢誡诫錦锦燼烬訣诀鈞钧駿骏殼壳墾垦懇恳摳抠儈侩"
    "巋岿窺窥饋馈潰溃臘腊闌阑瀾澜讕谰攬揽纜缆濫滥澇涝鐳镭壘垒籬篱鯉鲤厲厉瀝沥倆俩蓮莲連连鐮镰漣涟簾帘臉脸鐐镣獵猎鱗鳞凜凛賃赁鈴铃餾馏嚨咙攏拢婁娄簍篓顱颅廬庐擄掳虜虏賂赂驢驴呂吕侶侣屢屡縷缕濾滤巒峦攣挛灤滦亂乱掄抡"
    "侖仑淪沦綸纶蘿萝鑼锣籮箩騾骡駱骆罵骂嗎吗瞞瞒饅馒蠻蛮謾谩錨锚鉚铆鎂镁錳锰謎谜覓觅綿绵緬缅憫悯銘铭謬谬鈉钠餒馁膩腻攆撵聶聂鑷镊獰狞擰拧濘泞鈕钮膿脓瘧疟鷗鸥嘔呕漚沤噴喷騙骗蘋苹頗颇撲扑樸朴臍脐豈岂訖讫釺钎鉛铅鉗钳"
    "譴谴塹堑嗆呛薔蔷鍬锹喬乔竅窍軀躯齲龋顴颧鵲鹊饒饶擾扰繞绕紉纫絨绒銳锐閏闰鰓鳃傘伞騷骚澀涩紗纱篩筛曬晒贍赡繕缮賒赊懾慑紳绅嬸婶腎肾獅狮詩诗屍尸蝕蚀壽寿贖赎豎竖誰谁碩硕爍烁飼饲聳耸頌颂誦诵綏绥瑣琐獺獭撻挞態态貪贪"
    "壇坛譚谭歎叹燙烫濤涛謄誊屜屉銅铜禿秃塗涂頹颓蛻蜕馱驮駝驼橢椭襪袜頑顽韋韦溫温紋纹蝸蜗臥卧嗚呜烏乌誣诬蕪芜塢坞銑铣俠侠狹狭廈厦嚇吓鹹咸銜衔閑闲餡馅羨羡廂厢鑲镶蕭萧囂嚣嘯啸蠍蝎挾挟諧谐瀉泻鋅锌釁衅鏽锈噓嘘軒轩懸悬"
    "癬癣絢绚勳勋馴驯遜逊鴉鸦亞亚訝讶閹阉閻阎豔艳硯砚諺谚鴦鸯瘍疡癢痒瑤瑶堯尧窯窑謠谣頤颐彞彝憶忆詣诣誼谊譯译繹绎蔭荫櫻樱纓缨瑩莹熒荧蠅蝇穎颖癰痈踴踊詠咏鈾铀輿舆娛娱籲吁馭驭鴛鸳淵渊轅辕鑰钥嶽岳勻匀隕陨醞酝暈晕攢攒"
    "贓赃鑿凿棗枣竈灶賊贼軋轧鍘铡閘闸詐诈齋斋氈毡盞盏斬斩輾辗嶄崭綻绽脹胀蟄蛰轍辙這这貞贞猙狰幀帧摯挚擲掷腫肿諸诸誅诛燭烛貯贮錐锥贅赘墜坠綴缀濁浊漬渍鄒邹"
)
_TABLE = {ord(_PAIRS[at]): _PAIRS[at + 1] for at in range(0, len(_PAIRS), 2)}
_LEVELS = (("县", "縣"), ("区", "區"))


def folded(document: Document) -> Document:
    """Return a document with simplified characters in the place of traditional ones.

    >>> "牽頭單位：縣財政局".translate(_TABLE)
    '牵头单位：县财政局'
    """
    return document._replace(text=document.text.translate(_TABLE))


class Restorer:
    """Gives a reading of the folded text back in the characters that are printed."""

    def __init__(self, printed: str, read: str) -> None:
        self.printed = printed
        self.read = read

    def reading(self, reading: Reading) -> Reading:
        """Return the reading with every value as printed."""
        items = tuple(map(self._item, reading.items))
        return reading._replace(
            text=self.printed,
            plan=self._plan(reading.plan),
            sections=tuple(map(self._section, reading.sections)),
            items=items,
            units=roll_of(mention for item in items for mention in (*item.leads, *item.cooperating, *item.responsible)),
            findings=tuple(map(self._finding, reading.findings)),
        )

    def _words(self, words: str, span: Span) -> str:
        """Return words that stand in a stretch, perhaps with something left out, as they are printed."""
        place = self.read.find(words, span.start, span.end)
        if place >= 0:
            return self.printed[place : place + len(words)]
        shown = []
        at = span.start
        for char in words:
            place = self.read.find(char, at, span.end)
            shown.append(self.printed[place] if place >= 0 else char)
            at = place + 1 if place >= 0 else at
        return "".join(shown)

    def _plan(self, plan: Plan) -> Plan:
        def said(name: str, words: str | None) -> str | None:
            return self._words(words, plan.at[name]) if words is not None and name in plan.at else words

        demands = tuple(
            Requirement(each.label, self._words(each.title, each.span), self._words(each.text, each.span), each.span)
            for each in plan.requirements
        )
        return plan._replace(
            title=said("title", plan.title),
            doc_number=said("doc_number", plan.doc_number),
            index_number=said("index_number", plan.index_number),
            issuer=said("issuer", plan.issuer),
            requirements=demands,
        )

    def _section(self, section: Section) -> Section:
        leaders = self._leaders(section.leaders_at)
        return section._replace(title=self._words(section.title, section.span), leaders_at=leaders)

    def _leaders(self, leaders: Iterable[Leader]) -> tuple[Leader, ...]:
        return tuple(
            Leader(self._words(each.name, each.span), each.span.of(self.printed), each.span) for each in leaders
        )

    def _item(self, item: Item) -> Item:
        return item._replace(
            text=self._words(item.text, item.span),
            leaders_at=self._leaders(item.leaders_at),
            leads=self._mentions(item.leads),
            cooperating=self._mentions(item.cooperating),
            responsible=self._mentions(item.responsible),
            deadlines=tuple(each._replace(text=each.span.of(self.printed)) for each in item.deadlines),
            targets=tuple(
                each._replace(text=each.span.of(self.printed), unit=self._words(each.unit, each.span))
                for each in item.targets
            ),
        )

    def _mentions(self, mentions: Iterable[Mention]) -> tuple[Mention, ...]:
        return tuple(each._replace(name=self._name(each), surface=each.span.of(self.printed)) for each in mentions)

    def _name(self, mention: Mention) -> str:
        """Return a full name as printed, its level too; a name out of the register stays."""
        own = "".join(mention.surface.split())
        if not mention.name.endswith(own):
            return mention.name
        level = mention.name[: len(mention.name) - len(own)]
        for simplified, traditional in _LEVELS:
            level = level.replace(simplified, traditional) if traditional in self.printed else level
        return level + "".join(mention.span.of(self.printed).split())

    def _finding(self, finding: Finding) -> Finding:
        span = finding.span
        if span is None:
            return finding
        params = {
            name: self._words(value, span) if isinstance(value, str) and name == "printed" else value
            for name, value in finding.params.items()
        }
        return finding._replace(params=params)
