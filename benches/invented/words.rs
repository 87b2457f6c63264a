//! The words that invented sites are written in.

use super::random::Random;

/// A language with its code in Hugo and its words.
pub struct Language {
    /// The code, part of file names: `page.zh.md`.
    pub code: &'static str,
    /// Whether words stand beside each other without blanks.
    pub is_dense: bool,
    /// What closes a sentence.
    pub stop: &'static str,
    words: &'static str,
}

/// The language that most pages are written in.
pub const ENGLISH: Language = Language {
    code: "en",
    is_dense: false,
    stop: ".",
    words: "harbour lantern kettle meadow bridge copper winter orchard ferry signal garden letter window river basket \
        engine market island thunder pencil saddle ladder mirror forest canvas village anchor beacon candle drawer \
        evening fountain glacier hammer inkwell journey kitchen library mountain notebook oven paddle quarry railway \
        sailor timber umbrella valley workshop yard amber brisk careful distant early faint gentle hollow idle jagged \
        keen local muddy narrow open patient quiet rough steady tidy upper vivid warm young along behind carries \
        drifts every finds gathers holds inside joins keeps leaves measures near opens paints quickly repairs slowly \
        turns under visits waits without yields before after another between beyond during except like once rather \
        since still through toward until upon while with and the a of to in for on at from by over into about plan \
        note guide story recipe sketch report map tool clock weather season morning road boat stone field hill",
};

/// The other languages: translations of pages in the first one.
pub const OTHERS: [Language; 3] = [
    Language {
        code: "zh",
        is_dense: true,
        stop: "。",
        words: "港口 灯塔 水壶 草地 木桥 冬天 果园 渡船 花园 书信 窗户 河流 篮子 市场 小岛 雷声 铅笔 镜子 森林 村庄 早晨 傍晚 厨房 \
            图书馆 山谷 笔记 铁路 水手 雨伞 作坊 安静 遥远 温暖 清晨 缓慢 我们 他们 在 的 和 从 到 看见 打开 修理 等待 经过 离开 \
            季节 天气 地图 故事 食谱 计划 石头 田野 道路 船 然后 已经 仍然 没有",
    },
    Language {
        code: "ja",
        is_dense: true,
        stop: "。",
        words: "みなと 灯台 やかん 草原 橋 冬 果樹園 船 庭 手紙 窓 川 かご 市場 島 雷 えんぴつ 鏡 森 村 朝 夕方 台所 図書館 谷 \
            ノート 鉄道 水夫 傘 工房 しずかに とおく あたたかい ゆっくり わたしたち は が を に と から まで 見る 開く 直す 待つ 通る \
            季節 天気 地図 物語 レシピ 計画 石 畑 道",
    },
    Language {
        code: "de",
        is_dense: false,
        stop: ".",
        words: "Hafen Laterne Kessel Wiese Brücke Winter Obstgarten Fähre Zeichen Garten Brief Fenster Fluss Korb Markt \
            Insel Donner Bleistift Spiegel Wald Dorf Anker Kerze Abend Brunnen Küche Bücherei Gebirge Heft Ofen Schirm \
            Werkstatt Straße Übung früh leise schmal gelb müde und der die das mit von zu im am über unter nach vor \
            findet öffnet wartet trägt malt geht bleibt langsam größer schön",
    },
];

/// The terms of the taxonomy `tags`.
pub const TAGS: [&str; 48] = [
    "baking", "birds", "boats", "books", "bridges", "camping", "canals", "cheese", "clocks", "clouds", "coffee",
    "compost", "copper", "cycling", "drawing", "ferries", "fishing", "fog", "gardens", "glass", "hiking", "honey",
    "ink", "islands", "kayaks", "kites", "lanterns", "maps", "markets", "moss", "moths", "orchards", "paper",
    "pottery", "railways", "rivers", "sailing", "seeds", "sheep", "snow", "soup", "stars", "stone", "tea", "tides",
    "timber", "weaving", "wind",
];

/// The terms of the taxonomy `categories`.
pub const CATEGORIES: [&str; 8] =
    ["field-notes", "how-to", "interviews", "news", "old-letters", "recipes", "reference", "travel"];

/// The people who write.
pub const AUTHORS: [&str; 6] = ["Ada Birk", "Ibrahim Voss", "Lin Yue", "Marta Oduya", "Per Sand", "Zoë Quill"];

impl Language {
    /// All words.
    pub fn words(&self) -> Vec<&'static str> {
        self.words.split_whitespace().collect()
    }
}

/// `count` words of `words` as one text; it begins with an upper case letter.
pub fn phrase(random: &mut Random, language: &Language, words: &[&str], count: usize) -> String {
    let mut text = String::new();
    for index in 0..count {
        let word = *random.choice(words);
        match index {
            0 => text.push_str(&capitalized(word)),
            _ if language.is_dense => text.push_str(word),
            _ => {
                text.push(' ');
                text.push_str(word);
            }
        }
    }
    text
}

/// `word` with an upper case letter at its beginning.
pub fn capitalized(word: &str) -> String {
    let mut characters = word.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}
