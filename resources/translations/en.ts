<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>ChatPage</name>
    <message>
        <source>回到今天</source>
        <translation>Back to today</translation>
    </message>
    <message>
        <source>日子（Ctrl+B）</source>
        <translation>Days (Ctrl+B)</translation>
    </message>
    <message>
        <source>正在看过去的一天，写下的会记在今天。</source>
        <translation>This is a past day. What you write goes into today.</translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>Enter 发送，Shift+Enter 换行</source>
        <translation>Enter to send, Shift+Enter for a new line</translation>
    </message>
    <message>
        <source>今天怎么样</source>
        <translation>How is your day?</translation>
    </message>
    <message>
        <source>停止</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>停止回答（Esc）</source>
        <translation>Stop the reply (Esc)</translation>
    </message>
    <message>
        <source>写给今天</source>
        <translation>Write for today</translation>
    </message>
    <message>
        <source>发送</source>
        <translation>Send</translation>
    </message>
    <message>
        <source>新话题</source>
        <translation>New topic</translation>
    </message>
    <message>
        <source>画一条线，之前的话不再带给模型（Ctrl+N）</source>
        <translation>Draw a line: the model no longer sees what came before (Ctrl+N)</translation>
    </message>
    <message>
        <source>这一则有 {n} 字，模型可能读不完；日记会照常保存。</source>
        <translation>This entry has {n} characters; the model may not read it all. The diary keeps all of it.</translation>
    </message>
</context>
<context>
    <name>DayView</name>
    <message>
        <source>日记里的日子</source>
        <translation>Days in the diary</translation>
    </message>
</context>
<context>
    <name>EmptyMood</name>
    <message>
        <source>写下几句今天的事，心情会标在每一则上面。</source>
        <translation>Write a few lines about today, and each entry gets its mood.</translation>
    </message>
    <message>
        <source>去写今天</source>
        <translation>Write about today</translation>
    </message>
</context>
<context>
    <name>EmptyState</name>
    <message>
        <source>今天开了一天的会，有点累，不过晚饭很好吃。</source>
        <translation>Meetings all day, so I am a bit tired, but dinner was good.</translation>
    </message>
    <message>
        <source>写一句今天的事，就是今天的日记。比如：</source>
        <translation>One sentence about today is a diary entry. For example:</translation>
    </message>
    <message>
        <source>放进下面的输入框</source>
        <translation>Put it in the box below</translation>
    </message>
    <message>
        <source>这一天没有写。</source>
        <translation>Nothing was written on this day.</translation>
    </message>
</context>
<context>
    <name>FolderControl</name>
    <message>
        <source>模型文件夹</source>
        <translation>Model folder</translation>
    </message>
    <message>
        <source>没有另选：平时用自带的模型</source>
        <translation>None chosen: normally the built-in model</translation>
    </message>
    <message>
        <source>用自带的模型</source>
        <translation>Use the built-in model</translation>
    </message>
    <message>
        <source>选择文件夹…</source>
        <translation>Choose a folder…</translation>
    </message>
    <message>
        <source>选择模型文件夹</source>
        <translation>Choose a model folder</translation>
    </message>
</context>
<context>
    <name>LinkQuestion</name>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>打开</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>要在浏览器里打开这个链接吗？本程序自己不连网络。</source>
        <translation>Open this link in the browser? This program itself never goes online.</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>心情日记</source>
        <translation>Mood diary</translation>
    </message>
    <message>
        <source>打开设置</source>
        <translation>Open settings</translation>
    </message>
    <message>
        <source>没有中文字体，文字会变成方框。Debian 请安装 fonts-noto-cjk。</source>
        <translation>Chinese writing will show as empty boxes.</translation>
    </message>
</context>
<context>
    <name>MonthCalendar</name>
    <message>
        <source>上个月</source>
        <translation>Previous month</translation>
    </message>
    <message>
        <source>下个月</source>
        <translation>Next month</translation>
    </message>
    <message>
        <source>回到今天</source>
        <translation>Back to today</translation>
    </message>
</context>
<context>
    <name>MonthGrid</name>
    <message>
        <source>月历</source>
        <translation>Month calendar</translation>
    </message>
</context>
<context>
    <name>MoodChart</name>
    <message>
        <source>心情随时间的变化</source>
        <translation>Mood over time</translation>
    </message>
</context>
<context>
    <name>MoodPage</name>
    <message>
        <source>心情</source>
        <translation>Mood</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>知道了</source>
        <translation>Got it</translation>
    </message>
</context>
<context>
    <name>Pager</name>
    <message>
        <source>上一个回答</source>
        <translation>Previous reply</translation>
    </message>
    <message>
        <source>下一个回答</source>
        <translation>Next reply</translation>
    </message>
</context>
<context>
    <name>PercentControl</name>
    <message>
        <source> %</source>
        <translation>%</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>今天</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>心情</source>
        <translation>Mood</translation>
    </message>
    <message>
        <source>模型：{word}</source>
        <translation>Model: {word}</translation>
    </message>
    <message>
        <source>设置</source>
        <translation>Settings</translation>
    </message>
</context>
<context>
    <name>RangeBar</name>
    <message>
        <source>30 天</source>
        <translation>30 days</translation>
    </message>
    <message>
        <source>90 天</source>
        <translation>90 days</translation>
    </message>
    <message>
        <source>一年</source>
        <translation>1 year</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>全部来源</source>
        <translation>All sources</translation>
    </message>
    <message>
        <source>只看一种来源的标签</source>
        <translation>Labels from one source only</translation>
    </message>
    <message>
        <source>看 {range}</source>
        <translation>Show {range}</translation>
    </message>
</context>
<context>
    <name>ResetBar</name>
    <message>
        <source>全部恢复默认…</source>
        <translation>Reset all…</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>恢复默认</source>
        <translation>Reset</translation>
    </message>
    <message>
        <source>这一页的设置都回到默认值，日记不受影响。</source>
        <translation>All settings on this page go back to their defaults. The diary stays as it is.</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>已记下，重新打开程序后就换过来。</source>
        <translation>Noted. It changes when you open the program again.</translation>
    </message>
    <message>
        <source>所有内容都在这个文件夹里，只在这台电脑上。</source>
        <translation>Everything is in this folder, only on this computer.</translation>
    </message>
    <message>
        <source>数据</source>
        <translation>Data</translation>
    </message>
    <message>
        <source>日记存在这里</source>
        <translation>Where the diary is kept</translation>
    </message>
    <message>
        <source>设置</source>
        <translation>Settings</translation>
    </message>
</context>
<context>
    <name>StepControl</name>
    <message>
        <source>减少</source>
        <translation>Decrease</translation>
    </message>
    <message>
        <source>增加</source>
        <translation>Increase</translation>
    </message>
</context>
<context>
    <name>TextBody</name>
    <message>
        <source>全选</source>
        <translation>Select all</translation>
    </message>
    <message>
        <source>复制</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>复制全文</source>
        <translation>Copy all</translation>
    </message>
</context>
<context>
    <name>ThinkingDots</name>
    <message>
        <source>在想</source>
        <translation>Thinking</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>回到最新</source>
        <translation>Back to the newest</translation>
    </message>
    <message>
        <source>显示更早的 {n} 则</source>
        <translation>Show {n} earlier</translation>
    </message>
    <message>
        <source>本回复由本机 AI 生成</source>
        <translation>Replies are generated by AI on this computer</translation>
    </message>
    <message>
        <source>这一天写下的</source>
        <translation>What was written on this day</translation>
    </message>
</context>
<context>
    <name>TopicLine</name>
    <message>
        <source>新话题 · 之前的话不再带给模型</source>
        <translation>New topic · the model no longer sees what came before</translation>
    </message>
</context>
<context>
    <name>TurnActions</name>
    <message>
        <source>复制</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>继续</source>
        <translation>Continue</translation>
    </message>
    <message>
        <source>重新回答</source>
        <translation>Reply again</translation>
    </message>
</context>
<context>
    <name>TurnView</name>
    <message>
        <source>回复</source>
        <translation>Reply</translation>
    </message>
    <message>
        <source>心情：{label}</source>
        <translation>Mood: {label}</translation>
    </message>
    <message>
        <source>我写的</source>
        <translation>My entry</translation>
    </message>
</context>
<context>
    <name>UnfoldButton</name>
    <message>
        <source>展开全文 · {n} 字</source>
        <translation>Show all · {n} characters</translation>
    </message>
</context>
<context>
    <name>days</name>
    <message>
        <source>M月d日</source>
        <translation>MMM d</translation>
    </message>
    <message>
        <source>yyyy年M月</source>
        <translation>MMMM yyyy</translation>
    </message>
    <message>
        <source>yyyy年M月d日</source>
        <translation>MMM d, yyyy</translation>
    </message>
    <message>
        <source>{n} 则</source>
        <translation>entries: {n}</translation>
    </message>
    <message>
        <source>今天</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>心情平均 {mean}</source>
        <translation>average mood {mean}</translation>
    </message>
    <message>
        <source>昨天</source>
        <translation>Yesterday</translation>
    </message>
    <message>
        <source>还没有写</source>
        <translation>Nothing written yet</translation>
    </message>
    <message>
        <source>还没有心情</source>
        <translation>no mood yet</translation>
    </message>
</context>
<context>
    <name>mood</name>
    <message>
        <source>M月</source>
        <translation>MMM</translation>
    </message>
    <message>
        <source>yyyy年</source>
        <translation>yyyy</translation>
    </message>
    <message>
        <source>{day} · {n} · 平均 {mean}</source>
        <translation>{day} · {n} · average {mean}</translation>
    </message>
    <message>
        <source>{first} – {last} · {days} 天 · {n} · 平均 {mean}</source>
        <translation>{first} – {last} · days: {days} · {n} · average {mean}</translation>
    </message>
    <message>
        <source>{source}（{n} 则）</source>
        <translation>{source} ({n})</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>不好 {minus}1</source>
        <translation>Low {minus}1</translation>
    </message>
    <message>
        <source>不错 +1</source>
        <translation>Good +1</translation>
    </message>
    <message>
        <source>你改过的</source>
        <translation>Corrected by you</translation>
    </message>
    <message>
        <source>图里的标签有 {n} 种来源：{named}。不同来源的尺度未必一样，可以只看一种。</source>
        <translation>The labels in this chart come from {n} sources: {named}. Their scales may differ; you can look at just one.</translation>
    </message>
    <message>
        <source>导入的</source>
        <translation>Imported</translation>
    </message>
    <message>
        <source>平平 0</source>
        <translation>So-so 0</translation>
    </message>
    <message>
        <source>很好 +2</source>
        <translation>Very good +2</translation>
    </message>
    <message>
        <source>很糟 {minus}2</source>
        <translation>Very low {minus}2</translation>
    </message>
    <message>
        <source>模型 {version}</source>
        <translation>Model {version}</translation>
    </message>
    <message>
        <source>每个点是一则日记，挨得太近的叠成一个：先看你改过的标签，其次是导入的，再其次是模型的；「不确定」和没有标签的不算在内。线是每天的平均，只连相邻的日子，空着的日子就空着。一天从 {begins} 算起，更早写的归前一天。</source>
        <translation>Each dot is one entry; dots too close together become one. Your own labels count first, then imported ones, then the model&apos;s; &quot;Unsure&quot; and entries without a label are left out. The line is the average of each day; it joins only days in a row, and empty days stay empty. A day begins at {begins}; what is written earlier belongs to the day before.</translation>
    </message>
    <message>
        <source>满 {entries} 则带心情的日记、{days} 个不同的日子，这里就会有一张图。</source>
        <translation>A chart appears after {entries} entries with a mood, on {days} days.</translation>
    </message>
    <message>
        <source>现在有 {n} 则带心情的日记，写在 {d} 个日子里；满 {entries} 则、{days} 个日子，就能画出来。</source>
        <translation>A chart needs {entries} entries with a mood, on {days} days. So far, entries: {n}, days: {d}.</translation>
    </message>
    <message>
        <source>这段日子没有带心情的日记</source>
        <translation>No entries with a mood in this time</translation>
    </message>
</context>
<context>
    <name>settings</name>
    <message>
        <source>一天从几点开始</source>
        <translation>A day begins at</translation>
    </message>
    <message>
        <source>中文</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>从不</source>
        <translation>Never</translation>
    </message>
    <message>
        <source>停笔时先让模型读一读，发送后更快；不保存。</source>
        <translation>When you pause, the model reads ahead, so that it answers sooner. Nothing is saved.</translation>
    </message>
    <message>
        <source>单位是词元，一个词元大约是一到两个汉字。</source>
        <translation>In tokens; one is about one or two Chinese characters, or a short word.</translation>
    </message>
    <message>
        <source>回复最长</source>
        <translation>Longest reply</translation>
    </message>
    <message>
        <source>回复的变化</source>
        <translation>Variety of replies</translation>
    </message>
    <message>
        <source>在这之前写的算前一天。只影响以后写的，已有的日期不变。</source>
        <translation>What is written earlier belongs to the day before. Existing entries don&apos;t move.</translation>
    </message>
    <message>
        <source>外观</source>
        <translation>Appearance</translation>
    </message>
    <message>
        <source>总是</source>
        <translation>Always</translation>
    </message>
    <message>
        <source>所有文字一起放大或缩小。</source>
        <translation>Makes all text larger or smaller.</translation>
    </message>
    <message>
        <source>接电源时</source>
        <translation>When plugged in</translation>
    </message>
    <message>
        <source>文字大小</source>
        <translation>Text size</translation>
    </message>
    <message>
        <source>日记</source>
        <translation>Diary</translation>
    </message>
    <message>
        <source>模型与回复</source>
        <translation>Model and replies</translation>
    </message>
    <message>
        <source>模型文件夹</source>
        <translation>Model folder</translation>
    </message>
    <message>
        <source>浅色</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>浅色、深色，或者跟着系统走。</source>
        <translation>Light, dark, or the same as the system.</translation>
    </message>
    <message>
        <source>深色</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>界面用的语言，重新打开程序后生效。</source>
        <translation>Changes when you open the program again.</translation>
    </message>
    <message>
        <source>要有权重、词表和配置，不会被改动。启动时用 --model 另选的，那一次以它为准。</source>
        <translation>With weights, vocabulary and configuration; it is never changed. One given at the start by --model counts more, for that time.</translation>
    </message>
    <message>
        <source>语言</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>越大越多样，越小越稳重；0 每次都选最可能的词。</source>
        <translation>Higher is more varied, lower is steadier; 0 always takes the likeliest word.</translation>
    </message>
    <message>
        <source>跟随系统</source>
        <translation>Same as system</translation>
    </message>
    <message>
        <source>边写边读</source>
        <translation>Read while I write</translation>
    </message>
    <message>
        <source>颜色</source>
        <translation>Colors</translation>
    </message>
</context>
<context>
    <name>terminal</name>
    <message>
        <source>写点什么吧。{new} 新话题，{quit} 离开。</source>
        <translation>Write something. {new} starts a new topic, {quit} leaves.</translation>
    </message>
    <message>
        <source>没有命令 {command}。有 {new} 和 {quit}。</source>
        <translation>There is no command {command}. There are {new} and {quit}.</translation>
    </message>
    <message>
        <source>（较早的 {n} 句没有再带给模型）</source>
        <translation>(The model did not read {n} of the earlier messages)</translation>
    </message>
</context>
<context>
    <name>texts</name>
    <message>
        <source>M月d日 dddd</source>
        <translation>dddd, MMMM d</translation>
    </message>
    <message>
        <source>yyyy年M月d日 dddd</source>
        <translation>dddd, MMMM d, yyyy</translation>
    </message>
    <message>
        <source>{n} 则</source>
        <translation>entries: {n}</translation>
    </message>
    <message>
        <source>{n} 词元/秒</source>
        <translation>{n} tokens/s</translation>
    </message>
    <message>
        <source>上次没有写完</source>
        <translation>Not finished last time</translation>
    </message>
    <message>
        <source>内存最高 {mb} MB</source>
        <translation>Peak memory {mb} MB</translation>
    </message>
    <message>
        <source>在想</source>
        <translation>Thinking</translation>
    </message>
    <message>
        <source>已停止</source>
        <translation>Stopped</translation>
    </message>
    <message>
        <source>心情平均 {mean}</source>
        <translation>average mood {mean}</translation>
    </message>
    <message>
        <source>模型在想</source>
        <translation>The model is thinking</translation>
    </message>
    <message>
        <source>模型正在醒来，可以先写</source>
        <translation>The model is waking up; you can write already</translation>
    </message>
    <message>
        <source>模型醒着</source>
        <translation>The model is awake</translation>
    </message>
    <message>
        <source>正在醒来</source>
        <translation>Waking up</translation>
    </message>
    <message>
        <source>没有模型</source>
        <translation>No model</translation>
    </message>
    <message>
        <source>没有模型，日记照常可写</source>
        <translation>No model; you can write as usual</translation>
    </message>
    <message>
        <source>由你标注</source>
        <translation>Set by you</translation>
    </message>
    <message>
        <source>由本机模型判断</source>
        <translation>Judged by the model on this computer</translation>
    </message>
    <message>
        <source>较早的 {n} 句没有再带给模型</source>
        <translation>The model did not read {n} of the earlier messages</translation>
    </message>
    <message>
        <source>这一则太长，模型只读了开头和结尾</source>
        <translation>This entry is too long; the model read only its beginning and end</translation>
    </message>
    <message>
        <source>醒着</source>
        <translation>Awake</translation>
    </message>
    <message>
        <source>随导入的日记而来</source>
        <translation>Came with the imported diary</translation>
    </message>
</context>
<context>
    <name>wording</name>
    <message>
        <source>内存不够了，这次没有回复。日记已保存；关掉一些程序再试。</source>
        <translation>There is not enough memory, so there is no reply this time. Your entry is saved; close some programs and try again.</translation>
    </message>
    <message>
        <source>找不到模型文件。日记照常可写；请在设置里选一个模型文件夹。</source>
        <translation>The model files can&apos;t be found. You can write as usual; please choose a model folder in Settings.</translation>
    </message>
    <message>
        <source>提示词文件有错误，请改正后重新打开程序。</source>
        <translation>A prompt file has a mistake in it. Please correct it and open the program again.</translation>
    </message>
    <message>
        <source>日记打不开。请检查这个文件夹是否存在、能否写入，或换一个数据文件夹。</source>
        <translation>The diary can&apos;t be opened. Check that the folder exists and can be written to, or choose another one.</translation>
    </message>
    <message>
        <source>日记文件读不出来，可能已损坏。程序没有改动它；请先复制一份再处理。</source>
        <translation>The diary file can&apos;t be read and may be damaged. The program has not changed it; please make a copy before anything else.</translation>
    </message>
    <message>
        <source>日记正被另一个程序使用。请先关掉它，再试一次。</source>
        <translation>Another program is using the diary. Please close it and try again.</translation>
    </message>
    <message>
        <source>日记现在存不进去。请检查文件夹能否写入，文字还在窗口里。</source>
        <translation>The diary can&apos;t be saved right now. Please check that its folder can be written to; your text is still in the window.</translation>
    </message>
    <message>
        <source>模型文件不完整或已损坏。日记照常可写；请重新下载，或用自带的模型。</source>
        <translation>The model files are incomplete or damaged. You can write as usual; please download them again, or use the built-in model.</translation>
    </message>
    <message>
        <source>模型没有醒来，所以没有心情和回复。日记照常保存。</source>
        <translation>The model isn&apos;t awake, so there is no mood and no reply. The diary saves as usual.</translation>
    </message>
    <message>
        <source>模型没能装进来，程序出了错。日记照常可写；可以在设置里换一个模型，或重新打开程序。</source>
        <translation>The model could not be loaded because of an error in the program. The diary still works; choose another model in the settings, or open the program again.</translation>
    </message>
    <message>
        <source>磁盘满了，这一则还没有存进日记。请腾出一点空间再试，文字还在窗口里。</source>
        <translation>The disk is full, and this entry is not in the diary yet. Please free some space and try again; your text is still in the window.</translation>
    </message>
    <message>
        <source>程序出错了，这次没有回复。日记已保存；可以再试一次。</source>
        <translation>Something went wrong, so there is no reply this time. Your entry is saved; you can try again.</translation>
    </message>
    <message>
        <source>程序出错了，需要重新打开。发出的都已保存，没发出的文字请先复制。</source>
        <translation>Something went wrong, and the program has to be opened again. What you sent is saved; please copy what you have not sent.</translation>
    </message>
    <message>
        <source>设置存不进去，已改回原来的。请检查数据文件夹能否写入。</source>
        <translation>The setting can&apos;t be saved; the earlier one is back. Please check that the data folder can be written to.</translation>
    </message>
    <message>
        <source>设置文件里有一项不对，已改用默认值。</source>
        <translation>One setting in the file is not valid; the default is used.</translation>
    </message>
    <message>
        <source>这一则太长了（{tokens} 个词元，模型最多读 {limit} 个）。日记已保存，可以分成几则再写。</source>
        <translation>This entry is too long ({tokens} tokens; the model reads up to {limit}). It is saved in the diary; you could split it into several entries.</translation>
    </message>
    <message>
        <source>这一则太长，模型读不完。日记已保存，可以分成几则再写。</source>
        <translation>This entry is too long for the model to read. It is saved in the diary; you could split it into several entries.</translation>
    </message>
    <message>
        <source>这个值不能用，已改回原来的。</source>
        <translation>This value can&apos;t be used; the earlier one is back.</translation>
    </message>
    <message>
        <source>这个文件夹里的模型不能用。日记照常可写；请换一个，或用自带的模型。</source>
        <translation>The model in this folder can&apos;t be used. You can write as usual; please choose another, or use the built-in model.</translation>
    </message>
    <message>
        <source>这个模型没学过这件事，需要更大的模型。日记照常可写；可以在设置里换一个模型文件夹。</source>
        <translation>This model never learned that; it needs a larger model. You can write as usual, and choose another model folder in Settings.</translation>
    </message>
    <message>
        <source>这本日记是更新版本的程序写的。请升级程序；日记没有被改动。</source>
        <translation>This diary was written by a newer version of the program. Please update the program; the diary was not changed.</translation>
    </message>
    <message>
        <source>这里打不开窗口。</source>
        <translation>A window can&apos;t be opened here.</translation>
    </message>
</context>
</TS>
