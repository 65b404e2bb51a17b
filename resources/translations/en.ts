<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>AboutPage</name>
    <message>
        <source>回到设置</source>
        <translation>Back to settings</translation>
    </message>
    <message>
        <source>打不开，它在这里：{place}</source>
        <translation>It can&apos;t be opened. It is here: {place}</translation>
    </message>
    <message>
        <source>打开数据文件夹</source>
        <translation>Open the data folder</translation>
    </message>
    <message>
        <source>打开日志文件夹</source>
        <translation>Open the log folder</translation>
    </message>
    <message>
        <source>打开许可证</source>
        <translation>Open the licences</translation>
    </message>
    <message>
        <source>模型的说明读不出来。</source>
        <translation>The model&apos;s card can&apos;t be read.</translation>
    </message>
    <message>
        <source>没有账号，没有统计；除非你自己点下载，没有什么会离开这台电脑。</source>
        <translation>No account, no statistics; nothing leaves this computer unless you press a download button.</translation>
    </message>
    <message>
        <source>程序和自带的模型用 MIT 许可；所含各部分的许可证都在一个文件夹里。</source>
        <translation>The program and its bundled model are under the MIT licence; the licences of all parts are in one folder.</translation>
    </message>
    <message>
        <source>自带模型的说明</source>
        <translation>About the bundled model</translation>
    </message>
    <message>
        <source>自带的模型</source>
        <translation>Bundled model</translation>
    </message>
    <message>
        <source>设置</source>
        <translation>Settings</translation>
    </message>
</context>
<context>
    <name>AgreementRow</name>
    <message>
        <source>你说过的 {n} 则里，有 {agreed} 则一样。</source>
        <translation>Entries you judged: {n}. The model said the same of {agreed}.</translation>
    </message>
    <message>
        <source>还太少：你说过的有 {n} 则，满 {least} 则才算得出。</source>
        <translation>Too few yet. Entries you judged: {n}; there is a figure from {least} on.</translation>
    </message>
</context>
<context>
    <name>AskBox</name>
    <message>
        <source>回去</source>
        <translation>Back</translation>
    </message>
</context>
<context>
    <name>BackupCard</name>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>备份</source>
        <translation>Backups</translation>
    </message>
    <message>
        <source>备份在这里</source>
        <translation>Backups are here</translation>
    </message>
    <message>
        <source>恢复</source>
        <translation>Restore</translation>
    </message>
    <message>
        <source>恢复到这一份…</source>
        <translation>Restore this one…</translation>
    </message>
    <message>
        <source>换回来</source>
        <translation>Bring it back</translation>
    </message>
    <message>
        <source>撤销恢复…</source>
        <translation>Undo restoring…</translation>
    </message>
    <message>
        <source>检查日记</source>
        <translation>Check the diary</translation>
    </message>
    <message>
        <source>正在备份…</source>
        <translation>Backing up…</translation>
    </message>
    <message>
        <source>正在恢复…</source>
        <translation>Restoring…</translation>
    </message>
    <message>
        <source>正在检查…</source>
        <translation>Checking…</translation>
    </message>
    <message>
        <source>正在清除…</source>
        <translation>Clearing away…</translation>
    </message>
    <message>
        <source>每天有改动时自动做一份，做好再读一遍核对。多久以前的也各留一份。</source>
        <translation>Made automatically on days with changes, then read back to be sure. For earlier weeks and months, one each is kept.</translation>
    </message>
    <message>
        <source>清除</source>
        <translation>Clear away</translation>
    </message>
    <message>
        <source>清除旧备份…</source>
        <translation>Clear away old backups…</translation>
    </message>
    <message>
        <source>立即备份</source>
        <translation>Back up now</translation>
    </message>
    <message>
        <source>还没有备份。</source>
        <translation>There is no backup yet.</translation>
    </message>
</context>
<context>
    <name>Bars</name>
    <message>
        <source>每种心情有多少则</source>
        <translation>How many entries of each mood</translation>
    </message>
</context>
<context>
    <name>BegunNotice</name>
    <message>
        <source>接着写</source>
        <translation>Go on writing</translation>
    </message>
    <message>
        <source>给{day}的一则还没写完。</source>
        <translation>An entry for {day} is still unfinished.</translation>
    </message>
</context>
<context>
    <name>CarePanel</name>
    <message>
        <source>展开</source>
        <translation>Unfold</translation>
    </message>
    <message>
        <source>收起</source>
        <translation>Put away</translation>
    </message>
    <message>
        <source>更多帮助与安全计划</source>
        <translation>More help and safety plan</translation>
    </message>
    <message>
        <source>需要帮助</source>
        <translation>I need help</translation>
    </message>
</context>
<context>
    <name>ChartExport</name>
    <message>
        <source>已存为 {name}</source>
        <translation>Saved as {name}</translation>
    </message>
</context>
<context>
    <name>ChatJobs</name>
    <message>
        <source>{title}：不会存进日记。</source>
        <translation>{title}: nothing of it goes into the diary.</translation>
    </message>
    <message>
        <source>{title}：在命令后面写上文字。</source>
        <translation>{title}: write the text behind the command.</translation>
    </message>
    <message>
        <source>没有这个命令，会当作日记存下。</source>
        <translation>There is no such command; it will be kept as an entry.</translation>
    </message>
</context>
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
        <translation>You are looking at a past day. What you write goes into today.</translation>
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
        <source>任务</source>
        <translation>Tasks</translation>
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
        <source>当作日记发送</source>
        <translation>Send as an entry</translation>
    </message>
    <message>
        <source>总结、翻译、改写……，也可以写 /总结 这样的命令（Ctrl+J）</source>
        <translation>Sum up, translate, rewrite… also by commands such as /summary (Ctrl+J)</translation>
    </message>
    <message>
        <source>新话题</source>
        <translation>New topic</translation>
    </message>
    <message>
        <source>画一条线，之前的话不再带给模型（Ctrl+N）</source>
        <translation>Draw a line: the model no longer sees what came before it (Ctrl+N)</translation>
    </message>
    <message>
        <source>还有 {n} 则在等</source>
        <translation>{n} more waiting</translation>
    </message>
    <message>
        <source>这一则有 {n} 字，模型可能读不完；日记会照常保存。</source>
        <translation>This entry has {n} characters; the model may not read it all. The diary keeps all of it.</translation>
    </message>
</context>
<context>
    <name>ConnectionChip</name>
    <message>
        <source>{n} 个连接</source>
        <translation>Connections: {n}</translation>
    </message>
    <message>
        <source>打开程序到现在，没有连接过网络。只有按下下载时才会连接。</source>
        <translation>No network connection since the program was opened. It connects only when you press a download button.</translation>
    </message>
    <message>
        <source>打开程序到现在，连接过网络 {n} 次。</source>
        <translation>Network connections since the program was opened: {n}.</translation>
    </message>
</context>
<context>
    <name>CopiesRow</name>
    <message>
        <source>清掉不在用的副本</source>
        <translation>Clear unused copies</translation>
    </message>
</context>
<context>
    <name>Corrections</name>
    <message>
        <source>已收回改过的心情</source>
        <translation>Mood correction taken back</translation>
    </message>
    <message>
        <source>已改心情</source>
        <translation>Mood corrected</translation>
    </message>
</context>
<context>
    <name>CrashBox</name>
    <message>
        <source>关闭程序</source>
        <translation>Close the program</translation>
    </message>
    <message>
        <source>复制好了</source>
        <translation>Copied</translation>
    </message>
    <message>
        <source>复制错误信息</source>
        <translation>Copy details</translation>
    </message>
    <message>
        <source>继续</source>
        <translation>Go on</translation>
    </message>
</context>
<context>
    <name>DataPage</name>
    <message>
        <source>回到设置</source>
        <translation>Back to settings</translation>
    </message>
    <message>
        <source>数据</source>
        <translation>Data</translation>
    </message>
    <message>
        <source>设置</source>
        <translation>Settings</translation>
    </message>
</context>
<context>
    <name>DateField</name>
    <message>
        <source>年、月或日，比如 2026、2026-11、2026-11-3</source>
        <translation>A year, month or day, such as 2026, 2026-11 or 2026-11-3</translation>
    </message>
</context>
<context>
    <name>DayBar</name>
    <message>
        <source>今天</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>任务</source>
        <translation>Tasks</translation>
    </message>
    <message>
        <source>前一天（Alt+←）</source>
        <translation>Day before (Alt+←)</translation>
    </message>
    <message>
        <source>后一天（Alt+→）</source>
        <translation>Day after (Alt+→)</translation>
    </message>
    <message>
        <source>总结这一天……（Ctrl+J）</source>
        <translation>Sum up this day … (Ctrl+J)</translation>
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
    <name>DeleteQuestion</name>
    <message>
        <source>删掉就找不回来了。以前做的备份里还留着它。</source>
        <translation>It can&apos;t be brought back once deleted. Backups made before still hold it.</translation>
    </message>
    <message>
        <source>彻底删除</source>
        <translation>Delete for good</translation>
    </message>
    <message>
        <source>算了</source>
        <translation>Never mind</translation>
    </message>
</context>
<context>
    <name>DiaryFrame</name>
    <message>
        <source>回收站</source>
        <translation>Trash</translation>
    </message>
    <message>
        <source>日子（Ctrl+B）</source>
        <translation>Days (Ctrl+B)</translation>
    </message>
</context>
<context>
    <name>DoctorPage</name>
    <message>
        <source>体检</source>
        <translation>Check-up</translation>
    </message>
    <message>
        <source>停止</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>再体检一次</source>
        <translation>Check again</translation>
    </message>
    <message>
        <source>回到设置</source>
        <translation>Back to settings</translation>
    </message>
    <message>
        <source>开始体检</source>
        <translation>Start the check-up</translation>
    </message>
    <message>
        <source>换一个模型…</source>
        <translation>Choose another model…</translation>
    </message>
    <message>
        <source>设置</source>
        <translation>Settings</translation>
    </message>
</context>
<context>
    <name>EmptyDay</name>
    <message>
        <source>{day}还没有写。</source>
        <translation>{day}: nothing is written yet.</translation>
    </message>
    <message>
        <source>写这一天</source>
        <translation>Write for this day</translation>
    </message>
    <message>
        <source>看上一次写的：{day}</source>
        <translation>See what was written last: {day}</translation>
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
        <source>这一天没有对话。只记录的在日记页。</source>
        <translation>No conversation on this day. Entries kept without a reply are on the Diary page.</translation>
    </message>
</context>
<context>
    <name>EntryActs</name>
    <message>
        <source>已改一则日记</source>
        <translation>An entry was changed</translation>
    </message>
    <message>
        <source>已改标签</source>
        <translation>Tags were changed</translation>
    </message>
    <message>
        <source>已放回日记</source>
        <translation>Put back into the diary</translation>
    </message>
    <message>
        <source>已放进回收站</source>
        <translation>Moved to the trash</translation>
    </message>
    <message>
        <source>已移到 {day}</source>
        <translation>Moved to {day}</translation>
    </message>
    <message>
        <source>已移到{day}</source>
        <translation>Moved to {day}</translation>
    </message>
</context>
<context>
    <name>EntryCard</name>
    <message>
        <source>回复</source>
        <translation>Reply</translation>
    </message>
    <message>
        <source>收起回复</source>
        <translation>Hide the reply</translation>
    </message>
    <message>
        <source>放进回收站</source>
        <translation>Move to the trash</translation>
    </message>
    <message>
        <source>标签…</source>
        <translation>Tags…</translation>
    </message>
    <message>
        <source>看回复</source>
        <translation>Show the reply</translation>
    </message>
    <message>
        <source>移到另一天…</source>
        <translation>Move to another day…</translation>
    </message>
    <message>
        <source>编辑</source>
        <translation>Edit</translation>
    </message>
    <message>
        <source>较早的版本</source>
        <translation>Earlier versions</translation>
    </message>
    <message>
        <source>这一则</source>
        <translation>This entry</translation>
    </message>
</context>
<context>
    <name>EntryComposer</name>
    <message>
        <source>写给{day}</source>
        <translation>New entry: {day}</translation>
    </message>
    <message>
        <source>只记录</source>
        <translation>Keep it</translation>
    </message>
    <message>
        <source>记下来，不要回复（Ctrl+Enter）</source>
        <translation>Keep it, without a reply (Ctrl+Enter)</translation>
    </message>
    <message>
        <source>记在{day}，没有回复，心情照标</source>
        <translation>{day}, without a reply; its mood is still named</translation>
    </message>
</context>
<context>
    <name>EntryEditor</name>
    <message>
        <source>Ctrl+Enter 保存，Esc 不改</source>
        <translation>Ctrl+Enter to save, Esc to cancel</translation>
    </message>
    <message>
        <source>不改了</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>改这一则</source>
        <translation>Edit this entry</translation>
    </message>
</context>
<context>
    <name>EntryMenu</name>
    <message>
        <source>这一则</source>
        <translation>This entry</translation>
    </message>
</context>
<context>
    <name>EntryPanels</name>
    <message>
        <source>上次没有改完，接着改</source>
        <translation>Your unfinished changes from last time</translation>
    </message>
</context>
<context>
    <name>ExportButton</name>
    <message>
        <source>保存“{title}”</source>
        <translation>Save &quot;{title}&quot;</translation>
    </message>
    <message>
        <source>存为图片（PNG）…</source>
        <translation>Save as a picture (PNG)…</translation>
    </message>
    <message>
        <source>存为矢量图（SVG）…</source>
        <translation>Save as a drawing (SVG)…</translation>
    </message>
    <message>
        <source>数字存为表格（CSV）…</source>
        <translation>Save the numbers as a table (CSV)…</translation>
    </message>
</context>
<context>
    <name>ExportCard</name>
    <message>
        <source>CSV，给电子表格</source>
        <translation>CSV, for spreadsheets</translation>
    </message>
    <message>
        <source>JSON 什么都不漏；Markdown 也可以再导入；其余的给人看，PDF 里没有回复。只有 JSON 含回收站。</source>
        <translation>JSON leaves nothing out; Markdown can be imported again too; the others are for reading, a PDF without replies. Only JSON includes the trash.</translation>
    </message>
    <message>
        <source>JSON，什么都不漏</source>
        <translation>JSON, with everything</translation>
    </message>
    <message>
        <source>Markdown，一个文件</source>
        <translation>Markdown, one file</translation>
    </message>
    <message>
        <source>Markdown，每天一个文件</source>
        <translation>Markdown, one file a day</translation>
    </message>
    <message>
        <source>PDF，给打印机</source>
        <translation>PDF, for printing</translation>
    </message>
    <message>
        <source>不替换</source>
        <translation>Keep it</translation>
    </message>
    <message>
        <source>从哪天</source>
        <translation>From</translation>
    </message>
    <message>
        <source>从头，或 2026-01-31</source>
        <translation>The beginning, or 2026-01-31</translation>
    </message>
    <message>
        <source>到哪天</source>
        <translation>To</translation>
    </message>
    <message>
        <source>到最后，或 2026-01-31</source>
        <translation>The end, or 2026-01-31</translation>
    </message>
    <message>
        <source>导出</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>导出到</source>
        <translation>Export to</translation>
    </message>
    <message>
        <source>导出到…</source>
        <translation>Export to…</translation>
    </message>
    <message>
        <source>日期请写成 2026-01-31 这样，或留空。</source>
        <translation>Please write dates like 2026-01-31, or leave them empty.</translation>
    </message>
    <message>
        <source>日记 {day}</source>
        <translation>Diary {day}</translation>
    </message>
    <message>
        <source>替换它</source>
        <translation>Replace it</translation>
    </message>
    <message>
        <source>格式</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>正在导出…</source>
        <translation>Exporting…</translation>
    </message>
    <message>
        <source>那里已经有这个文件了：{path}</source>
        <translation>This file already exists: {path}</translation>
    </message>
</context>
<context>
    <name>FiguresModel</name>
    <message>
        <source>共</source>
        <translation>Total</translation>
    </message>
    <message>
        <source>心情</source>
        <translation>Mood</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>词元</source>
        <translation>Tokens</translation>
    </message>
    <message>
        <source>词元/秒</source>
        <translation>Tokens/s</translation>
    </message>
    <message>
        <source>请求</source>
        <translation>Request</translation>
    </message>
</context>
<context>
    <name>FiguresPage</name>
    <message>
        <source>回到设置</source>
        <translation>Back to settings</translation>
    </message>
    <message>
        <source>复制好了：版本、平台、精度、体检、最近的请求和日志末尾。里面没有你写的文字和心情，也没有用户名，用户文件夹写成 ~。</source>
        <translation>Copied: versions, platform, precision, the check-up, the latest requests and the end of the log. It holds nothing you wrote, no mood and no user name; your home folder is written as ~.</translation>
    </message>
    <message>
        <source>复制诊断信息</source>
        <translation>Copy diagnostics</translation>
    </message>
    <message>
        <source>打不开，它在这里：{place}</source>
        <translation>It can&apos;t be opened. It is here: {place}</translation>
    </message>
    <message>
        <source>打开日志文件夹</source>
        <translation>Open the log folder</translation>
    </message>
    <message>
        <source>设置</source>
        <translation>Settings</translation>
    </message>
</context>
<context>
    <name>FiguresRow</name>
    <message>
        <source>打开…</source>
        <translation>Open…</translation>
    </message>
</context>
<context>
    <name>FiguresTable</name>
    <message>
        <source>最近的请求</source>
        <translation>Latest requests</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>不再只看“{name}”</source>
        <translation>Stop showing only &quot;{name}&quot;</translation>
    </message>
    <message>
        <source>从哪天</source>
        <translation>From</translation>
    </message>
    <message>
        <source>全部心情</source>
        <translation>All moods</translation>
    </message>
    <message>
        <source>全部标签</source>
        <translation>All tags</translation>
    </message>
    <message>
        <source>到哪天</source>
        <translation>To</translation>
    </message>
    <message>
        <source>心情</source>
        <translation>Mood</translation>
    </message>
    <message>
        <source>标签</source>
        <translation>Tag</translation>
    </message>
</context>
<context>
    <name>FindingsCard</name>
    <message>
        <source>再比一个词</source>
        <translation>Compare another word</translation>
    </message>
    <message>
        <source>再比一个词，例如：散步</source>
        <translation>Compare another word, such as: walk</translation>
    </message>
    <message>
        <source>去掉这些词</source>
        <translation>Remove these words</translation>
    </message>
</context>
<context>
    <name>FindingsChart</name>
    <message>
        <source>写到什么的日子，心情怎样</source>
        <translation>Mood on days that mention something</translation>
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
        <translation>None chosen: normally the bundled model</translation>
    </message>
    <message>
        <source>用自带的模型</source>
        <translation>Use the bundled model</translation>
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
    <name>FoundList</name>
    <message>
        <source>找到的</source>
        <translation>What was found</translation>
    </message>
</context>
<context>
    <name>HelpPage</name>
    <message>
        <source>我的安全计划</source>
        <translation>My safety plan</translation>
    </message>
    <message>
        <source>难熬的时候，不用一个人撑着。</source>
        <translation>You don&apos;t have to get through a bad hour alone.</translation>
    </message>
    <message>
        <source>需要帮助</source>
        <translation>I need help</translation>
    </message>
</context>
<context>
    <name>ImportCard</name>
    <message>
        <source>一次拖一个文件或一个文件夹。</source>
        <translation>Drag one file or one folder at a time.</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>导入</source>
        <translation>Import</translation>
    </message>
    <message>
        <source>撤销这次导入</source>
        <translation>Undo this import</translation>
    </message>
    <message>
        <source>正在导入 {name}…</source>
        <translation>Importing {name}…</translation>
    </message>
    <message>
        <source>正在撤销导入…</source>
        <translation>Undoing the import…</translation>
    </message>
    <message>
        <source>正在读 {name}…</source>
        <translation>Reading {name}…</translation>
    </message>
    <message>
        <source>没有导入。</source>
        <translation>Nothing was imported.</translation>
    </message>
    <message>
        <source>认出的文件</source>
        <translation>Files recognised</translation>
    </message>
    <message>
        <source>认得 Daylio、Day One、jrnl、RedNotebook、文本和 Markdown，以及自己导出的 JSON 和 Markdown；文件夹里可以几种都有。先看会发生什么，再决定；也可以把文件或文件夹拖到这一页。</source>
        <translation>Reads Daylio, Day One, jrnl, RedNotebook, text and Markdown, and the JSON and Markdown exported here; a folder may hold several kinds. You see what would happen before you decide. You can also drop a file or folder onto this page.</translation>
    </message>
    <message>
        <source>跳过的</source>
        <translation>Skipped</translation>
    </message>
    <message>
        <source>选择文件…</source>
        <translation>Choose a file…</translation>
    </message>
    <message>
        <source>选择文件夹…</source>
        <translation>Choose a folder…</translation>
    </message>
    <message>
        <source>选择要导入的文件</source>
        <translation>Choose the file to import</translation>
    </message>
    <message>
        <source>选择要导入的文件夹</source>
        <translation>Choose the folder to import</translation>
    </message>
</context>
<context>
    <name>InUseCard</name>
    <message>
        <source>PEFT 格式的 LoRA 文件夹，加载时合并进正在用的模型，文件不改动。</source>
        <translation>A folder with a LoRA adapter in PEFT&apos;s format. It is merged into the model in use as it loads; no file is changed.</translation>
    </message>
    <message>
        <source>不等体检，直接用</source>
        <translation>Use it without waiting</translation>
    </message>
    <message>
        <source>先体检：{how_far}</source>
        <translation>Check-up first: {how_far}</translation>
    </message>
    <message>
        <source>内存不够，体检没有做，就先这样用了。</source>
        <translation>There was not enough memory for the check-up; the model is used without it.</translation>
    </message>
    <message>
        <source>加了适配器：{path}</source>
        <translation>With the adapter {path}</translation>
    </message>
    <message>
        <source>加适配器…</source>
        <translation>Add an adapter…</translation>
    </message>
    <message>
        <source>取下适配器</source>
        <translation>Remove adapter</translation>
    </message>
    <message>
        <source>换模型不用重新打开程序。没用过的先体检：能不能跑，用哪种精度合适。</source>
        <translation>Changing the model needs no restart. A new one gets a check-up first: whether it runs, and in which precision.</translation>
    </message>
    <message>
        <source>模型文件夹</source>
        <translation>Model folder</translation>
    </message>
    <message>
        <source>正在用</source>
        <translation>In use</translation>
    </message>
    <message>
        <source>用自带的模型</source>
        <translation>Use the bundled model</translation>
    </message>
    <message>
        <source>自带的模型（{name}）</source>
        <translation>Bundled model ({name})</translation>
    </message>
    <message>
        <source>选择文件夹…</source>
        <translation>Choose folder…</translation>
    </message>
    <message>
        <source>选择模型文件夹</source>
        <translation>Choose the model&apos;s folder</translation>
    </message>
    <message>
        <source>选择适配器的文件夹</source>
        <translation>Choose the adapter&apos;s folder</translation>
    </message>
    <message>
        <source>里面要有 safetensors 权重、词表和配置；不会被改动。</source>
        <translation>It needs safetensors weights, a tokenizer and a configuration; it is not changed.</translation>
    </message>
</context>
<context>
    <name>JobCard</name>
    <message>
        <source>停止</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>复制</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>当作日记发送</source>
        <translation>Send as an entry</translation>
    </message>
    <message>
        <source>收起</source>
        <translation>Put away</translation>
    </message>
</context>
<context>
    <name>JobMenu</name>
    <message>
        <source>任务</source>
        <translation>Tasks</translation>
    </message>
</context>
<context>
    <name>KeptEntries</name>
    <message>
        <source>其中 {n} 则没有对话</source>
        <translation>without a reply: {n}</translation>
    </message>
    <message>
        <source>在日记页看这一天</source>
        <translation>Show this day in the diary</translation>
    </message>
</context>
<context>
    <name>LabelChip</name>
    <message>
        <source>为什么</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>只有一句，心情就是看它定的</source>
        <translation>There is only this one sentence, so it decided the mood</translation>
    </message>
    <message>
        <source>心情：{label}</source>
        <translation>Mood: {label}</translation>
    </message>
    <message>
        <source>按回车可以改</source>
        <translation>Press Enter to change it</translation>
    </message>
    <message>
        <source>改心情</source>
        <translation>Change the mood</translation>
    </message>
    <message>
        <source>没有哪一句单独决定了它</source>
        <translation>No single sentence decided the mood</translation>
    </message>
    <message>
        <source>让模型来标</source>
        <translation>Let the model name it</translation>
    </message>
</context>
<context>
    <name>LearningPage</name>
    <message>
        <source>回到设置</source>
        <translation>Back to settings</translation>
    </message>
    <message>
        <source>忘掉学到的</source>
        <translation>Forget what was learned</translation>
    </message>
    <message>
        <source>设置</source>
        <translation>Settings</translation>
    </message>
</context>
<context>
    <name>LearningRow</name>
    <message>
        <source>打开…</source>
        <translation>Open…</translation>
    </message>
</context>
<context>
    <name>Legend</name>
    <message>
        <source>一则</source>
        <translation>An entry</translation>
    </message>
    <message>
        <source>每天的平均</source>
        <translation>Daily mean</translation>
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
        <translation>Open this link in your browser? The program itself makes no connection.</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>已撤销：{done}</source>
        <translation>Undone: {done}</translation>
    </message>
    <message>
        <source>心情日记</source>
        <translation>Mood diary</translation>
    </message>
    <message>
        <source>没有中文字体，文字会变成方框。Debian 请安装 fonts-noto-cjk。</source>
        <translation>Chinese writing will show as empty boxes.</translation>
    </message>
    <message>
        <source>看看模型</source>
        <translation>See the models</translation>
    </message>
</context>
<context>
    <name>MenuButton</name>
    <message>
        <source>更多</source>
        <translation>More</translation>
    </message>
</context>
<context>
    <name>MirrorRow</name>
    <message>
        <source>从 {name} 下载</source>
        <translation>Download from {name}</translation>
    </message>
    <message>
        <source>从这里下载</source>
        <translation>Download from here</translation>
    </message>
    <message>
        <source>或者写一个镜像的地址：</source>
        <translation>Or give the address of a mirror:</translation>
    </message>
    <message>
        <source>镜像地址</source>
        <translation>Address of a mirror</translation>
    </message>
</context>
<context>
    <name>MissingBox</name>
    <message>
        <source>再找一次</source>
        <translation>Look again</translation>
    </message>
    <message>
        <source>又找了 {n} 次，还是没有找到。</source>
        <translation>Looked again ({n}×): still not found.</translation>
    </message>
    <message>
        <source>另开一本…</source>
        <translation>Begin a new one…</translation>
    </message>
    <message>
        <source>它现在在这里…</source>
        <translation>It is here now…</translation>
    </message>
    <message>
        <source>打开另一本…</source>
        <translation>Open another…</translation>
    </message>
    <message>
        <source>用搬走之前留下的一份…</source>
        <translation>Use the copy from before the move…</translation>
    </message>
    <message>
        <source>退出</source>
        <translation>Quit</translation>
    </message>
</context>
<context>
    <name>ModelsPage</name>
    <message>
        <source>下载的模型在这里</source>
        <translation>Downloaded models are here</translation>
    </message>
    <message>
        <source>可以下载的</source>
        <translation>Can be downloaded</translation>
    </message>
    <message>
        <source>回到设置</source>
        <translation>Back to settings</translation>
    </message>
    <message>
        <source>模型</source>
        <translation>Models</translation>
    </message>
    <message>
        <source>设置</source>
        <translation>Settings</translation>
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
    <name>MoodChoices</name>
    <message>
        <source>一般</source>
        <translation>so-so</translation>
    </message>
    <message>
        <source>不好</source>
        <translation>bad</translation>
    </message>
    <message>
        <source>不认得这些心情。告诉程序它们算多少，以后也这样算；没有分值的不进平均。</source>
        <translation>These moods are unknown here. Say what each counts, and it will be remembered; those without a value are in no average.</translation>
    </message>
    <message>
        <source>好</source>
        <translation>good</translation>
    </message>
    <message>
        <source>很不好</source>
        <translation>very bad</translation>
    </message>
    <message>
        <source>很好</source>
        <translation>very good</translation>
    </message>
    <message>
        <source>心情“{name}”算多少</source>
        <translation>What the mood &quot;{name}&quot; counts</translation>
    </message>
    <message>
        <source>没有分值</source>
        <translation>No value</translation>
    </message>
</context>
<context>
    <name>MoodPage</name>
    <message>
        <source>一年的颜色</source>
        <translation>The year in colours</translation>
    </message>
    <message>
        <source>写到什么的日子</source>
        <translation>Days that mention something</translation>
    </message>
    <message>
        <source>各种心情有多少</source>
        <translation>How often each mood occurs</translation>
    </message>
    <message>
        <source>心情</source>
        <translation>Mood</translation>
    </message>
    <message>
        <source>心情随时间</source>
        <translation>Mood over time</translation>
    </message>
    <message>
        <source>星期和钟点</source>
        <translation>Weekday and hour</translation>
    </message>
</context>
<context>
    <name>MovePanel</name>
    <message>
        <source>不移了</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>移到哪一天？方向键挑日子，Enter 移过去。写下的时间不变。</source>
        <translation>Move to which day? Choose with the arrow keys and press Enter. The time of writing stays as it is.</translation>
    </message>
</context>
<context>
    <name>MovingWindow</name>
    <message>
        <source>停下，留在原处</source>
        <translation>Stop, leave it where it was</translation>
    </message>
    <message>
        <source>搬到哪里了</source>
        <translation>How far the move is</translation>
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
    <name>OfferCard</name>
    <message>
        <source>下载</source>
        <translation>Download</translation>
    </message>
    <message>
        <source>下载进度 · {name}</source>
        <translation>Download progress · {name}</translation>
    </message>
    <message>
        <source>不删</source>
        <translation>Keep it</translation>
    </message>
    <message>
        <source>使用</source>
        <translation>Use</translation>
    </message>
    <message>
        <source>删除</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>删除…</source>
        <translation>Delete…</translation>
    </message>
    <message>
        <source>取消下载</source>
        <translation>Cancel download</translation>
    </message>
    <message>
        <source>暂停</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>正在用</source>
        <translation>In use</translation>
    </message>
    <message>
        <source>继续</source>
        <translation>Go on</translation>
    </message>
</context>
<context>
    <name>OnThisDay</name>
    <message>
        <source>收起那年今天</source>
        <translation>Hide On this day</translation>
    </message>
    <message>
        <source>那年今天</source>
        <translation>On this day</translation>
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
    <name>PlaceControl</name>
    <message>
        <source>不打开了</source>
        <translation>Don&apos;t open it</translation>
    </message>
    <message>
        <source>不搬了</source>
        <translation>Don&apos;t move it</translation>
    </message>
    <message>
        <source>不用了</source>
        <translation>No</translation>
    </message>
    <message>
        <source>打不开，它在这里：{place}</source>
        <translation>It can&apos;t be opened. It is here: {place}</translation>
    </message>
    <message>
        <source>打开文件夹</source>
        <translation>Open folder</translation>
    </message>
    <message>
        <source>放进回收站</source>
        <translation>Put it into the trash</translation>
    </message>
    <message>
        <source>放进回收站…</source>
        <translation>Into the trash…</translation>
    </message>
    <message>
        <source>日记搬到哪个文件夹</source>
        <translation>Which folder to move the diary to</translation>
    </message>
    <message>
        <source>现在就打开</source>
        <translation>Open it now</translation>
    </message>
    <message>
        <source>现在就搬</source>
        <translation>Move it now</translation>
    </message>
    <message>
        <source>看旧的一份</source>
        <translation>Show the old copy</translation>
    </message>
    <message>
        <source>移动…</source>
        <translation>Move…</translation>
    </message>
    <message>
        <source>选定这里</source>
        <translation>Choose this place</translation>
    </message>
    <message>
        <source>选定那一本</source>
        <translation>Choose that one</translation>
    </message>
</context>
<context>
    <name>PlanStepCard</name>
    <message>
        <source>写在这里</source>
        <translation>Write here</translation>
    </message>
</context>
<context>
    <name>PurgeOffer</name>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>正在彻底删除…</source>
        <translation>Deleting for good…</translation>
    </message>
    <message>
        <source>正在清除…</source>
        <translation>Clearing…</translation>
    </message>
    <message>
        <source>清除</source>
        <translation>Clear</translation>
    </message>
    <message>
        <source>清除旧备份…</source>
        <translation>Clear old backups…</translation>
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
        <source>日记</source>
        <translation>Diary</translation>
    </message>
    <message>
        <source>模型：{word}</source>
        <translation>Model: {word}</translation>
    </message>
    <message>
        <source>设置</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>需要
帮助</source>
        <translation>Help</translation>
    </message>
    <message>
        <source>需要帮助</source>
        <translation>I need help</translation>
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
    <name>RelabelRow</name>
    <message>
        <source>{left} 则是别的模型或旧提示词标的，或还没有标过。</source>
        <translation>Labelled by another model or an older prompt, or not at all: {left}.</translation>
    </message>
    <message>
        <source>已暂停，还有 {left} 则，点“继续”接着标。</source>
        <translation>Paused with {left} left. Press Continue to go on.</translation>
    </message>
    <message>
        <source>已标 {done} 则，还有 {left} 则。你写日记时它先让路。</source>
        <translation>{done} labelled, {left} to go. It makes way whenever you write.</translation>
    </message>
    <message>
        <source>所有日记都有现在这个模型的标签。</source>
        <translation>Every entry has a label from the current model.</translation>
    </message>
    <message>
        <source>暂停</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>有 {failed} 则太长，模型读不完。</source>
        <translation> Too long for the model: {failed}.</translation>
    </message>
    <message>
        <source>标了 {done} 则，还有 {left} 则。</source>
        <translation>{done} labelled, {left} to go.</translation>
    </message>
    <message>
        <source>模型醒来以后，才知道有多少要标。</source>
        <translation>How many there are will be known once the model is awake.</translation>
    </message>
    <message>
        <source>用电池时先歇着，接上电源接着标，还有 {left} 则。</source>
        <translation>Resting on battery; it goes on when plugged in. {left} left.</translation>
    </message>
    <message>
        <source>继续</source>
        <translation>Continue</translation>
    </message>
    <message>
        <source>重新标</source>
        <translation>Label again</translation>
    </message>
</context>
<context>
    <name>ReportCard</name>
    <message>
        <source>体检的结果</source>
        <translation>What the check-up found</translation>
    </message>
</context>
<context>
    <name>RequestCard</name>
    <message>
        <source>共 {ms}</source>
        <translation>{ms} in all</translation>
    </message>
    <message>
        <source>选中的请求</source>
        <translation>Selected request</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>找一项设置</source>
        <translation>Find a setting</translation>
    </message>
    <message>
        <source>找一项设置（{keys}）</source>
        <translation>Find a setting ({keys})</translation>
    </message>
    <message>
        <source>搜索日记</source>
        <translation>Search the diary</translation>
    </message>
    <message>
        <source>搜索日记（Ctrl+F）</source>
        <translation>Search the diary (Ctrl+F)</translation>
    </message>
</context>
<context>
    <name>SearchView</name>
    <message>
        <source>写几个字，或者只用日期、心情、标签来找。</source>
        <translation>Type a few letters, or use only the date, mood or tag.</translation>
    </message>
    <message>
        <source>找到 {n} 则，Enter 打开。</source>
        <translation>Found: {n}. Enter opens one.</translation>
    </message>
    <message>
        <source>没有找到。几个词之间用空格，要都有才算。</source>
        <translation>Nothing found. Words separated by spaces must all be there.</translation>
    </message>
</context>
<context>
    <name>SectionCard</name>
    <message>
        <source>这一组恢复默认</source>
        <translation>Reset this section</translation>
    </message>
    <message>
        <source>这一组恢复默认：{heading}</source>
        <translation>Reset this section: {heading}</translation>
    </message>
</context>
<context>
    <name>SettingRow</name>
    <message>
        <source>恢复默认</source>
        <translation>Reset</translation>
    </message>
    <message>
        <source>恢复默认：{title}</source>
        <translation>Reset: {title}</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>全部恢复默认</source>
        <translation>Reset all settings</translation>
    </message>
    <message>
        <source>没有找到这样的设置。</source>
        <translation>No setting like that was found.</translation>
    </message>
    <message>
        <source>设置</source>
        <translation>Settings</translation>
    </message>
</context>
<context>
    <name>StageBar</name>
    <message>
        <source>时间花在哪里</source>
        <translation>Where the time went</translation>
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
    <name>TagPanel</name>
    <message>
        <source>Enter 保存，Esc 不改</source>
        <translation>Enter to save, Esc to cancel</translation>
    </message>
    <message>
        <source>不改了</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>标签</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>标签，用逗号分开，比如：家，跑步</source>
        <translation>Tags, separated by commas, such as: home, running</translation>
    </message>
</context>
<context>
    <name>TagRow</name>
    <message>
        <source>标签 {tag}：找有它的日记</source>
        <translation>Tag {tag}: find entries that have it</translation>
    </message>
</context>
<context>
    <name>TaskEditor</name>
    <message>
        <source>任务已删除</source>
        <translation>The task was deleted</translation>
    </message>
    <message>
        <source>任务已恢复原样</source>
        <translation>The task was reset</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>删除这个任务</source>
        <translation>Delete this task</translation>
    </message>
    <message>
        <source>在这里写一句，试试这个任务</source>
        <translation>A sentence to try it with</translation>
    </message>
    <message>
        <source>复制成新任务</source>
        <translation>Copy to a new task</translation>
    </message>
    <message>
        <source>恢复原样</source>
        <translation>Reset</translation>
    </message>
    <message>
        <source>提示词文件</source>
        <translation>Prompt file</translation>
    </message>
    <message>
        <source>用来标心情</source>
        <translation>Use for moods</translation>
    </message>
    <message>
        <source>试一试</source>
        <translation>Try it</translation>
    </message>
    <message>
        <source>试用的文字</source>
        <translation>Text to try it on</translation>
    </message>
    <message>
        <source>还没有保存。</source>
        <translation>Not saved yet.</translation>
    </message>
</context>
<context>
    <name>TaskNotice</name>
    <message>
        <source>打开任务</source>
        <translation>Open tasks</translation>
    </message>
</context>
<context>
    <name>TasksPage</name>
    <message>
        <source>任务</source>
        <translation>Tasks</translation>
    </message>
    <message>
        <source>你的</source>
        <translation>yours</translation>
    </message>
    <message>
        <source>同样的文字、任务、模型和精度，标签不再算第二遍。只存加密的指纹，不存文字。</source>
        <translation>The label for the same text, task, model and precision is not computed twice. Only keyed hashes are stored, never the text.</translation>
    </message>
    <message>
        <source>回到设置</source>
        <translation>Back to settings</translation>
    </message>
    <message>
        <source>每个任务是一个提示词文件。你改过的、新加的都放在 {folder}，用别的编辑器改也行，保存后马上生效。</source>
        <translation>Each task is a prompt file. Those you changed or added are in {folder}; you can edit them with any editor, and changes count as soon as they are saved.</translation>
    </message>
    <message>
        <source>清空</source>
        <translation>Clear</translation>
    </message>
    <message>
        <source>现在清不掉，请检查数据文件夹能否写入。</source>
        <translation>It can&apos;t be cleared now. Please check that the data folder can be written to.</translation>
    </message>
    <message>
        <source>用来标心情</source>
        <translation>Use for moods</translation>
    </message>
    <message>
        <source>记住的标签</source>
        <translation>Remembered labels</translation>
    </message>
    <message>
        <source>记着 {n} 个；打开程序以来查了 {looked} 次，有 {hits} 次不用再算。</source>
        <translation>Labels kept: {n}. Looked up since the start: {looked}; found, so that nothing had to be computed: {hits}.</translation>
    </message>
    <message>
        <source>设置</source>
        <translation>Settings</translation>
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
        <translation>Back to the latest</translation>
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
    <name>TrashView</name>
    <message>
        <source>{n} 则。它们不在日记、图表和搜索里，直到放回去。</source>
        <translation>Entries: {n}. Until they are put back, they appear in no list, chart or search.</translation>
    </message>
    <message>
        <source>回到日记</source>
        <translation>Back to the diary</translation>
    </message>
    <message>
        <source>回收站是空的。</source>
        <translation>The trash is empty.</translation>
    </message>
    <message>
        <source>清空回收站…</source>
        <translation>Empty the trash…</translation>
    </message>
</context>
<context>
    <name>TrashedEntry</name>
    <message>
        <source>回收站里的一则</source>
        <translation>An entry in the trash</translation>
    </message>
    <message>
        <source>彻底删除…</source>
        <translation>Delete for good…</translation>
    </message>
    <message>
        <source>放回日记</source>
        <translation>Put back</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>写今天的日记</source>
        <translation>Write today&apos;s entry</translation>
    </message>
    <message>
        <source>打开</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>退出</source>
        <translation>Quit</translation>
    </message>
</context>
<context>
    <name>TurnActions</name>
    <message>
        <source>任务</source>
        <translation>Tasks</translation>
    </message>
    <message>
        <source>复制</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>用这一则做：总结、翻译、改写……</source>
        <translation>Do something with this entry: sum up, translate, rewrite…</translation>
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
        <source>我写的</source>
        <translation>My entry</translation>
    </message>
</context>
<context>
    <name>UndoBar</name>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>知道了</source>
        <translation>Got it</translation>
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
    <name>VersionsPanel</name>
    <message>
        <source>到 {when} 为止</source>
        <translation>Until {when}</translation>
    </message>
    <message>
        <source>收起</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>较早的版本，新的在前。恢复时，现在的也会留着。</source>
        <translation>Earlier versions, newest first. When you restore one, the current text is kept too.</translation>
    </message>
</context>
<context>
    <name>WayButton</name>
    <message>
        <source>先心情还是先回复，什么语气；只用于这一则</source>
        <translation>Mood or reply first, and in what tone; for this entry only</translation>
    </message>
    <message>
        <source>回应方式</source>
        <translation>Response</translation>
    </message>
    <message>
        <source>怎样回应</source>
        <translation>How it responds</translation>
    </message>
    <message>
        <source>这个模型不会换语气，需要更大的模型</source>
        <translation>This model can&apos;t change its tone; a larger one can</translation>
    </message>
</context>
<context>
    <name>WeekHours</name>
    <message>
        <source>一周里每个钟点的心情</source>
        <translation>Mood at every hour of the week</translation>
    </message>
</context>
<context>
    <name>WelcomeCard</name>
    <message>
        <source>一本只在这台电脑上的日记</source>
        <translation>A diary on this computer only</translation>
    </message>
    <message>
        <source>写下今天的事，自带的小模型会标上心情，再回你一句。不用联网。</source>
        <translation>Write about your day; the small bundled model names the mood and answers in a line. No network is needed.</translation>
    </message>
    <message>
        <source>小模型只会简单地回应；想聊得更深，可以换一个更大的。</source>
        <translation>The small model gives simple answers; for deeper conversations, choose a larger one.</translation>
    </message>
    <message>
        <source>换更大的模型…</source>
        <translation>A larger model…</translation>
    </message>
    <message>
        <source>收起这张卡片，以后不再出现</source>
        <translation>Close this card for good</translation>
    </message>
    <message>
        <source>日记存在这个文件夹：</source>
        <translation>The diary is kept in this folder:</translation>
    </message>
    <message>
        <source>知道了</source>
        <translation>Got it</translation>
    </message>
    <message>
        <source>除非你自己点了下载，没有什么会离开这台电脑。</source>
        <translation>Nothing leaves this computer unless you press a download button.</translation>
    </message>
</context>
<context>
    <name>YearCard</name>
    <message>
        <source>前一年</source>
        <translation>Earlier year</translation>
    </message>
    <message>
        <source>后一年</source>
        <translation>Later year</translation>
    </message>
</context>
<context>
    <name>YearPixels</name>
    <message>
        <source>一年的心情，每天一格</source>
        <translation>A year of moods, a square a day</translation>
    </message>
</context>
<context>
    <name>_Version</name>
    <message>
        <source>恢复这一版</source>
        <translation>Restore this one</translation>
    </message>
    <message>
        <source>较早的版本，{when}</source>
        <translation>Earlier version, {when}</translation>
    </message>
</context>
<context>
    <name>care</name>
    <message>
        <source>1. 我怎么知道难熬的时候要来了</source>
        <translation>1. How I notice that a bad time is coming</translation>
    </message>
    <message>
        <source>2. 我自己能做的</source>
        <translation>2. What I can do by myself</translation>
    </message>
    <message>
        <source>3. 能让我分心的人和地方</source>
        <translation>3. People and places that take my mind off it</translation>
    </message>
    <message>
        <source>4. 我可以求助的人和电话</source>
        <translation>4. People I can ask for help, with their numbers</translation>
    </message>
    <message>
        <source>5. 医生、咨询师和热线</source>
        <translation>5. Doctors, counsellors and lines</translation>
    </message>
    <message>
        <source>6. 让身边安全一些</source>
        <translation>6. Making it safer around me</translation>
    </message>
    <message>
        <source>7. 对我来说值得活下去的</source>
        <translation>7. What is worth living for</translation>
    </message>
    <message>
        <source>你写下的，我读到了，也存好了。能写出来很不容易；你现在一定很难受。</source>
        <translation>What you wrote is read, and it is saved. It isn&apos;t easy to write that down; you must be in a lot of pain right now.</translation>
    </message>
    <message>
        <source>你写下的，我读到了；照你要的，没有存下来。能写出来很不容易；你现在一定很难受。</source>
        <translation>What you wrote is read; as you wished, it is not saved. It isn&apos;t easy to write that down; you must be in a lot of pain right now.</translation>
    </message>
    <message>
        <source>你现在一个人吗？身边安全吗？请先离开会伤到自己的东西和地方。</source>
        <translation>Are you alone? Are you safe where you are? Please get away first from things and places that could hurt you.</translation>
    </message>
    <message>
        <source>例：姐姐的电话；小林，半夜也可以打。</source>
        <translation>For example: my sister&apos;s number; Lin, also at night.</translation>
    </message>
    <message>
        <source>例：我的咨询师和她的电话；12356。</source>
        <translation>For example: my counsellor and her number; 12356.</translation>
    </message>
    <message>
        <source>例：把药交给家人保管；难熬时不一个人待着。</source>
        <translation>For example: my family keeps the pills; in a bad hour I don&apos;t stay alone.</translation>
    </message>
    <message>
        <source>例：楼下的咖啡馆，图书馆，找室友一起吃饭。</source>
        <translation>For example: the café downstairs, the library, a meal with my roommate.</translation>
    </message>
    <message>
        <source>例：洗个热水澡，听那张歌单，下楼走二十分钟。</source>
        <translation>For example: a hot shower, that playlist, twenty minutes outside.</translation>
    </message>
    <message>
        <source>例：猫；想看的那片海；答应过妹妹的事。</source>
        <translation>For example: the cat; the sea I want to see; what I promised my sister.</translation>
    </message>
    <message>
        <source>例：连着几天睡不着，不想回消息，觉得自己是负担。</source>
        <translation>For example: no sleep for days, no wish to answer messages, the feeling of being a burden.</translation>
    </message>
    <message>
        <source>写下这一则时你很难受。电话和安全计划都在“需要帮助”（F1）里。</source>
        <translation>You were in pain when you wrote this. Numbers to call and your safety plan are under Help (F1).</translation>
    </message>
    <message>
        <source>听上去你撑得很辛苦。想有人陪着说说话，可以打 {line}。</source>
        <translation>It sounds as if you are carrying a lot. When you would like somebody to talk to, you can call {line} (mainland China).</translation>
    </message>
    <message>
        <source>好一些的时候，给难熬的时候写几句话。一步一步来，一步不够再往下走。只存在这本日记里，写一点是一点，随写随存。</source>
        <translation>In a better hour, write a few lines for the bad ones. Go step by step; if one isn&apos;t enough, take the next. It is kept in this diary alone and saved as you write; a little is fine.</translation>
    </message>
    <message>
        <source>或者现在就打一个电话，那边有人在听：</source>
        <translation>Or call now; there is somebody who listens:</translation>
    </message>
    <message>
        <source>找一个离你近的人，告诉他你现在很难熬，请他陪着你；一句“能陪我一会儿吗”就够。</source>
        <translation>Find somebody near you, tell them that it is very hard right now, ask them to stay; &quot;Can you stay with me for a while?&quot; is enough.</translation>
    </message>
    <message>
        <source>更多在“需要帮助”（F1）里。</source>
        <translation>More, for other countries too, is under Help (F1).</translation>
    </message>
    <message>
        <source>身边的人遇到这样的事，你一定很难受，不用一个人扛。不知道怎么办时可以打 {line} 问问；马上有危险，打 {urgent}。</source>
        <translation>When this happens to somebody near you, it is hard, and you needn&apos;t carry it alone. When you don&apos;t know what to do, call {line} (mainland China) and ask; in danger right now, {urgent}.</translation>
    </message>
    <message>
        <source>这不是你的错。现在有危险，马上打 110；想找人说说、问问怎么办，可以打 12338（妇女）、12355（青少年）或 12356。</source>
        <translation>This is not your fault. In danger right now, call 110. To talk or to ask what can be done, call 12338 (women), 12355 (young people) or 12356 (mainland China).</translation>
    </message>
    <message>
        <source>这个程序帮不上更多：它不联网，没有通知任何人，也不会有人看到你写的。请找一个真正的人。想继续写，随时可以写。</source>
        <translation>This program can&apos;t do more: it is offline, nobody was told, and nobody will see what you wrote. Please turn to a real person. You can go on writing whenever you like.</translation>
    </message>
    <message>
        <source>这里显示过求助的卡片：{numbers}。安全计划在窗口的“需要帮助”（F1）里。</source>
        <translation>Here a card with help was shown: {numbers}. The safety plan is in the window, under Help (F1).</translation>
    </message>
</context>
<context>
    <name>data</name>
    <message>
        <source>{n} 则</source>
        <translation>entries: {n}</translation>
    </message>
    <message>
        <source>从 {first} 到 {last}</source>
        <translation>From {first} to {last}</translation>
    </message>
    <message>
        <source>会导入 {new} 则，已有 {existing} 则，跳过 {skipped} 处。</source>
        <translation>Would be imported: {new}. Here already: {existing}. Skipped: {skipped}.</translation>
    </message>
    <message>
        <source>做了一份新的备份，删掉了 {n} 份旧的。</source>
        <translation>A new backup was made. Old ones deleted: {n}.</translation>
    </message>
    <message>
        <source>先做一份新的备份，再删掉现有的 {n} 份，恢复时换下的和损坏的原件也在内。彻底删除的日记在旧备份里还有，这样才真的没有了；以后也不能再回到从前的样子。</source>
        <translation>First a new backup is made, then all earlier ones ({n}) are deleted, with what was replaced by a restore and damaged originals. Old backups still hold entries that were deleted for good; only then are they really gone. After that you can&apos;t go back to an earlier state.</translation>
    </message>
    <message>
        <source>其中 {n} 则在回收站里；这个文件什么都不漏。</source>
        <translation>In the trash, of these: {n}; this file leaves nothing out.</translation>
    </message>
    <message>
        <source>升级之前</source>
        <translation>before an update</translation>
    </message>
    <message>
        <source>另有 {n} 则导入后你改过，放进了回收站。</source>
        <translation>Changed by you since the import, and now in the trash: {n}.</translation>
    </message>
    <message>
        <source>备份好了，也核对过了：{when}。</source>
        <translation>Backed up and verified: {when}.</translation>
    </message>
    <message>
        <source>备份没有做成，日记本身不受影响。请看看备份的文件夹能否写入、空间够不够，再试一次。</source>
        <translation>The backup was not made; the diary itself is as it was. Check that the backup folder can be written to and has room, then try again.</translation>
    </message>
    <message>
        <source>导入之前</source>
        <translation>before an import</translation>
    </message>
    <message>
        <source>导入了 {new} 则，已有 {existing} 则，跳过 {skipped} 处。</source>
        <translation>Imported: {new}. Here already: {existing}. Skipped: {skipped}.</translation>
    </message>
    <message>
        <source>导入了 {n} 则</source>
        <translation>Imported: {n}</translation>
    </message>
    <message>
        <source>导出了 {n} 则：{path}</source>
        <translation>Exported to {path}: {n}</translation>
    </message>
    <message>
        <source>彻底删掉了 {n} 则。没有备份，哪里都不再有了。</source>
        <translation>Deleted for good: {n}. There are no backups, so the text is gone everywhere.</translation>
    </message>
    <message>
        <source>彻底删掉了 {n} 则，日记里已经没有了。但之前做的备份有 {copies} 份，里面可能还留着。</source>
        <translation>Deleted for good: {n}. The diary no longer has the text, but backups made before ({copies}) may still hold it.</translation>
    </message>
    <message>
        <source>恢复时换下的</source>
        <translation>replaced by a restore</translation>
    </message>
    <message>
        <source>手动</source>
        <translation>by hand</translation>
    </message>
    <message>
        <source>损坏的原件</source>
        <translation>damaged original</translation>
    </message>
    <message>
        <source>换回 {when} 恢复时换下来的日记；现在的这一份也会留着。</source>
        <translation>Brings back the diary that the restore of {when} replaced; the current one is kept too.</translation>
    </message>
    <message>
        <source>撤销了：这次导入的 {n} 则已经拿走。</source>
        <translation>Undone. Imported entries taken out again: {n}.</translation>
    </message>
    <message>
        <source>日记会变回 {when} 的样子，之后写的不再出现。现在的这一份先另外放好，可以撤销。</source>
        <translation>The diary will be as it was on {when}; what was written since will no longer be shown. The current one is put aside first, so this can be undone.</translation>
    </message>
    <message>
        <source>日记完好，但搜索目录不对，也没能重做。请重新打开程序再查一次。</source>
        <translation>The diary is sound, but its search index is not and could not be rebuilt. Open the program again and check once more.</translation>
    </message>
    <message>
        <source>日记完好，共 {n} 则。</source>
        <translation>The diary is sound. Entries: {n}.</translation>
    </message>
    <message>
        <source>日记文件有损坏，不再写入。没发出的文字请先复制，再重新打开程序。</source>
        <translation>The diary&apos;s file is damaged and is no longer written to. Copy what you have not sent, then open the program again.</translation>
    </message>
    <message>
        <source>日记文件读不出来，可能已损坏，现在打不开。它原样留着，备份的文件夹里另有一份复制，什么都没有删。</source>
        <translation>The diary&apos;s file can&apos;t be read and may be damaged, so it can&apos;t be opened now. It is left as it is, there is a copy of it in the backup folder, and nothing was deleted.</translation>
    </message>
    <message>
        <source>日记正被另一个程序使用，没有被改动。请先关掉它，再试一次。</source>
        <translation>Another program is using the diary; it was not changed. Close that program first, then try again.</translation>
    </message>
    <message>
        <source>日记现在是 {when} 的样子。换下来的留着，可以撤销。</source>
        <translation>The diary is now as it was on {when}. What was replaced is kept; this can be undone.</translation>
    </message>
    <message>
        <source>核对过</source>
        <translation>verified</translation>
    </message>
    <message>
        <source>每日</source>
        <translation>daily</translation>
    </message>
    <message>
        <source>没有换上，日记没有被改动。请看看磁盘空间够不够，再试一次。</source>
        <translation>It was not restored, and the diary was not changed. Check that the disk has room, then try again.</translation>
    </message>
    <message>
        <source>没有新的日记：{existing} 则都已经在这里，跳过 {skipped} 处。</source>
        <translation>Nothing new. Here already: {existing}. Skipped: {skipped}.</translation>
    </message>
    <message>
        <source>没有核对</source>
        <translation>not verified</translation>
    </message>
    <message>
        <source>磁盘满了，日记打不开，也没有被改动。请腾出一点空间，再打开程序。</source>
        <translation>The disk is full; the diary can&apos;t be opened and was not changed. Make some room, then open the program again.</translation>
    </message>
    <message>
        <source>这一份备份已损坏，没有换上。日记没有被改动；请另选一份。</source>
        <translation>This backup is damaged and was not restored. The diary was not changed; please choose another one.</translation>
    </message>
    <message>
        <source>这一份已经不在了。日记没有被改动。</source>
        <translation>This one is no longer there. The diary was not changed.</translation>
    </message>
    <message>
        <source>这段日子里没有日记，什么都没有写。</source>
        <translation>There are no entries on these days; nothing was written.</translation>
    </message>
    <message>
        <source>这里面没有找到日记，跳过 {skipped} 处。</source>
        <translation>No entries were found in it. Skipped: {skipped}.</translation>
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
        <source>{day} 写</source>
        <translation>written {day}</translation>
    </message>
    <message>
        <source>{month} · {days} 天写过 · {n}</source>
        <translation>{month} · days written on: {days} · {n}</translation>
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
        <source>改过</source>
        <translation>edited</translation>
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
    <message>
        <source>（无文字）</source>
        <translation>(no text)</translation>
    </message>
</context>
<context>
    <name>diagnostics</name>
    <message>
        <source>体检</source>
        <translation>Check-up</translation>
    </message>
    <message>
        <source>内存 {total}，空闲 {free}，程序 {own}，最高 {peak}</source>
        <translation>Memory {total}, free {free}, program {own}, at most {peak}</translation>
    </message>
    <message>
        <source>日志的末尾：</source>
        <translation>End of the log:</translation>
    </message>
    <message>
        <source>核心 {usable}/{all}</source>
        <translation>Cores {usable}/{all}</translation>
    </message>
    <message>
        <source>模型 {name} · {size} 参数</source>
        <translation>Model {name} · {size} parameters</translation>
    </message>
    <message>
        <source>没有体检过</source>
        <translation>No check-up yet</translation>
    </message>
    <message>
        <source>没有模型</source>
        <translation>No model</translation>
    </message>
</context>
<context>
    <name>doctor</name>
    <message>
        <source>KL 散度</source>
        <translation>KL divergence</translation>
    </message>
    <message>
        <source>{groups} 用 bfloat16</source>
        <translation>{groups} in bfloat16</translation>
    </message>
    <message>
        <source>{name}（{note}）</source>
        <translation>{name} ({note})</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>一句标签</source>
        <translation>A label</translation>
    </message>
    <message>
        <source>停下了，没有量完；仍用原来的精度。</source>
        <translation>Stopped before the end; the precision stays as it was.</translation>
    </message>
    <message>
        <source>内存</source>
        <translation>Memory</translation>
    </message>
    <message>
        <source>更快的还有 {plans}，但答得差太多，没有选。</source>
        <translation>Faster, but with answers that differ too much: {plans}.</translation>
    </message>
    <message>
        <source>标签一致</source>
        <translation>Same labels</translation>
    </message>
    <message>
        <source>标签一致：多少句子的标签和 float32 相同，不到 {least} 的不选。KL 散度：接下来的词和 float32 差多远，0 是完全一样，超过 {most} 的不选。一句标签取中位数，每个词元取最快的一次；内存是权重占的。</source>
        <translation>Same labels: the share of sentences that get float32&apos;s label; less than {least} is not chosen. KL divergence: how far the next words are from float32&apos;s; 0 is the same, more than {most} is not chosen. A label is the median, a token the fastest; memory is what the weights take.</translation>
    </message>
    <message>
        <source>正在体检…</source>
        <translation>The check-up is running…</translation>
    </message>
    <message>
        <source>正在停下…</source>
        <translation>Stopping…</translation>
    </message>
    <message>
        <source>每个词元</source>
        <translation>A token</translation>
    </message>
    <message>
        <source>现在用 {plan}。</source>
        <translation>Running in {plan}.</translation>
    </message>
    <message>
        <source>现在用 {plan}，是体检选的。</source>
        <translation>Running in {plan}, chosen by the check-up.</translation>
    </message>
    <message>
        <source>现在用 {plan}，还没有体检过。</source>
        <translation>Running in {plan}; no check-up yet.</translation>
    </message>
    <message>
        <source>用一些固定的话，量一量这个模型在这台电脑上用哪种精度最合适：答得和原来一样，又最快。要一分钟或更久，这段时间写下的会照常保存，等体检完再回复。</source>
        <translation>Tries fixed sentences to find the precision in which this model gives the same answers as before and is fastest on this computer. It takes a minute or more; what you write meanwhile is saved as usual and answered afterwards.</translation>
    </message>
    <message>
        <source>第 {number} 步，共 {of} 步：{plan}，第 {sentence} 句，共 {sentences} 句</source>
        <translation>Step {number} of {of}: {plan}, sentence {sentence} of {sentences}</translation>
    </message>
    <message>
        <source>第 {number} 步，共 {of} 步：载入 {plan}</source>
        <translation>Step {number} of {of}: loading {plan}</translation>
    </message>
    <message>
        <source>精度</source>
        <translation>Precision</translation>
    </message>
    <message>
        <source>载入</source>
        <translation>Loading</translation>
    </message>
    <message>
        <source>选了 float32：这里没有更快、又答得一样的精度。</source>
        <translation>Chosen: float32. Nothing here is faster and gives the same answers.</translation>
    </message>
    <message>
        <source>选了 {plan}：{share} 的句子标签和 float32 一样，速度是它的 {times} 倍，内存是它的 {memory}。</source>
        <translation>Chosen: {plan}. It gives float32&apos;s label on {share} of the sentences and is {times} times as fast, in {memory} of the memory.</translation>
    </message>
    <message>
        <source>选用</source>
        <translation>chosen</translation>
    </message>
    <message>
        <source>马上开始…</source>
        <translation>About to start…</translation>
    </message>
</context>
<context>
    <name>dropped</name>
    <message>
        <source>{name} 不是文字文件，或者读不出来，没有放进来。可以打开它，复制文字再粘贴。</source>
        <translation>{name} isn&apos;t a text file or can&apos;t be read, so it was not put in. You can open it, copy the text and paste it.</translation>
    </message>
    <message>
        <source>{name} 太大了，没有放进来。一次最多放 1 MB 的文字，可以分成几份。</source>
        <translation>{name} is too big and was not put in. Up to 1 MB of text fits at a time; you can split it.</translation>
    </message>
</context>
<context>
    <name>figures</name>
    <message>
        <source>{now}，最高 {peak}</source>
        <translation>{now}, at most {peak}</translation>
    </message>
    <message>
        <source>{n} 词元/秒</source>
        <translation>{n} tokens/s</translation>
    </message>
    <message>
        <source>{prompt}（其中 {reused} 之前读过）</source>
        <translation>{prompt} ({reused} of them read before)</translation>
    </message>
    <message>
        <source>一个词元一个词元地写完</source>
        <translation>writing the rest, token by token</translation>
    </message>
    <message>
        <source>中位数</source>
        <translation>Median</translation>
    </message>
    <message>
        <source>任务</source>
        <translation>Job</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Saving</translation>
    </message>
    <message>
        <source>共</source>
        <translation>Total</translation>
    </message>
    <message>
        <source>共 {ms}</source>
        <translation>{ms} in all</translation>
    </message>
    <message>
        <source>内存</source>
        <translation>Memory</translation>
    </message>
    <message>
        <source>判断心情</source>
        <translation>Mood label</translation>
    </message>
    <message>
        <source>到了时间上限</source>
        <translation>time limit</translation>
    </message>
    <message>
        <source>到了长度上限</source>
        <translation>length limit</translation>
    </message>
    <message>
        <source>各段和总计以毫秒计，内存以 MB 计。</source>
        <translation>Stages and totals in milliseconds, memory in MB.</translation>
    </message>
    <message>
        <source>回复</source>
        <translation>Reply</translation>
    </message>
    <message>
        <source>回复的词元</source>
        <translation>Tokens of the reply</translation>
    </message>
    <message>
        <source>在重复，被截断</source>
        <translation>cut, it repeated itself</translation>
    </message>
    <message>
        <source>失败</source>
        <translation>failed</translation>
    </message>
    <message>
        <source>存进日记，在线程之间传递</source>
        <translation>into the diary, and from thread to thread</translation>
    </message>
    <message>
        <source>往下写</source>
        <translation>Decoding</translation>
    </message>
    <message>
        <source>心情</source>
        <translation>Mood</translation>
    </message>
    <message>
        <source>把前面的对话变成词元</source>
        <translation>making tokens of the conversation</translation>
    </message>
    <message>
        <source>把这一则变成词元</source>
        <translation>making tokens of the entry</translation>
    </message>
    <message>
        <source>拼对话</source>
        <translation>History</translation>
    </message>
    <message>
        <source>排队</source>
        <translation>Queue</translation>
    </message>
    <message>
        <source>提示</source>
        <translation>Prompt</translation>
    </message>
    <message>
        <source>时间</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>最近 {n} 次任务的中位数</source>
        <translation>Median of the latest jobs ({n})</translation>
    </message>
    <message>
        <source>最近 {n} 次判断心情的中位数</source>
        <translation>Median of the latest mood labels ({n})</translation>
    </message>
    <message>
        <source>最近 {n} 次回复的中位数</source>
        <translation>Median of the latest replies ({n})</translation>
    </message>
    <message>
        <source>有</source>
        <translation>yes</translation>
    </message>
    <message>
        <source>标心情</source>
        <translation>Mood</translation>
    </message>
    <message>
        <source>标签缓存里有</source>
        <translation>In the label cache</translation>
    </message>
    <message>
        <source>模型读它，说出心情</source>
        <translation>the model reads it and names the mood</translation>
    </message>
    <message>
        <source>每次回复用了多久，时间花在哪里；复制诊断信息，打开日志。也可以按 F12。</source>
        <translation>How long each reply took and where the time went; copy diagnostics, open the log. F12 leads there too.</translation>
    </message>
    <message>
        <source>每次请求用了多久，时间花在哪里。各段加起来就是从发出到存好的全部时间。只记数字，不记任何文字；留最近 1000 次，日记彻底删除时一起删除。</source>
        <translation>How long each request took and where the time went. The stages add up to all the time from sending to saved. Only numbers are kept, no text; of the last 1000 requests, and they go when their entry is deleted for good.</translation>
    </message>
    <message>
        <source>每次请求的数字</source>
        <translation>Figures of each request</translation>
    </message>
    <message>
        <source>没有</source>
        <translation>no</translation>
    </message>
    <message>
        <source>第一个词</source>
        <translation>First token</translation>
    </message>
    <message>
        <source>等前面的请求，或等模型醒来</source>
        <translation>waiting for requests before it, or for the model to wake</translation>
    </message>
    <message>
        <source>精度</source>
        <translation>Precision</translation>
    </message>
    <message>
        <source>给模型看的词元</source>
        <translation>Tokens shown to the model</translation>
    </message>
    <message>
        <source>缓存</source>
        <translation>Cached</translation>
    </message>
    <message>
        <source>被停下</source>
        <translation>stopped</translation>
    </message>
    <message>
        <source>词元/秒</source>
        <translation>Tokens/s</translation>
    </message>
    <message>
        <source>请求</source>
        <translation>Request</translation>
    </message>
    <message>
        <source>读完对话，到第一个字出现</source>
        <translation>reading it, until the first word is there</translation>
    </message>
    <message>
        <source>读过</source>
        <translation>Reused</translation>
    </message>
    <message>
        <source>还没有数字。写一则，这里就会有。</source>
        <translation>No figures yet. Write an entry and they will be here.</translation>
    </message>
    <message>
        <source>预处理</source>
        <translation>Preprocessing</translation>
    </message>
</context>
<context>
    <name>help</name>
    <message>
        <source>%(choices)s；不写就是 json</source>
        <translation>%(choices)s; else json</translation>
    </message>
    <message>
        <source>%(choices)s；不写就自己认</source>
        <translation>%(choices)s; else found out</translation>
    </message>
    <message>
        <source>-2（最差）到 2</source>
        <translation>-2 (worst) to 2</translation>
    </message>
    <message>
        <source>.jsonl、.csv 或 .tsv，UTF-8</source>
        <translation>.jsonl, .csv or .tsv, UTF-8</translation>
    </message>
    <message>
        <source>Qwen All-in-One Desktop。不写命令就打开窗口。</source>
        <translation>Qwen All-in-One Desktop. Without a command it opens the window.</translation>
    </message>
    <message>
        <source>YYYY-MM-DD，不写就是今天</source>
        <translation>YYYY-MM-DD, else today</translation>
    </message>
    <message>
        <source>auto、float32、bfloat16、int8；auto 是程序自己会用的</source>
        <translation>auto, float32, bfloat16, int8; auto is what the program itself would run</translation>
    </message>
    <message>
        <source>auto、float32、bfloat16、int8；写几个就一起测</source>
        <translation>auto, float32, bfloat16, int8; several are measured side by side</translation>
    </message>
    <message>
        <source>backup --list 里的名字，或一个文件；不写就用最近的</source>
        <translation>of `backup --list`, or a file; else the newest</translation>
    </message>
    <message>
        <source>resources/prompts/ID 这个任务</source>
        <translation>resources/prompts/ID</translation>
    </message>
    <message>
        <source>score 比较各标签的概率；generate 是 transformers 自己的生成</source>
        <translation>score compares the labels&apos; probabilities; generate is transformers&apos; own generate</translation>
    </message>
    <message>
        <source>一个 JSON 对象</source>
        <translation>one JSON object</translation>
    </message>
    <message>
        <source>一个文件或文件夹</source>
        <translation>a file or a folder</translation>
    </message>
    <message>
        <source>一次给几则</source>
        <translation>hits a page</translation>
    </message>
    <message>
        <source>一行一个 JSON 对象</source>
        <translation>one JSON object a line</translation>
    </message>
    <message>
        <source>不在日记里留下痕迹</source>
        <translation>leave no trace in the diary</translation>
    </message>
    <message>
        <source>二十年的日记有多快</source>
        <translation>how fast a diary of twenty years is</translation>
    </message>
    <message>
        <source>二十年里有几则</source>
        <translation>in 20 years</translation>
    </message>
    <message>
        <source>任务的编号、命令或名字，和设置里的一样</source>
        <translation>its id, command or title, as in the settings</translation>
    </message>
    <message>
        <source>写 - 就读完标准输入</source>
        <translation>- reads all of standard input</translation>
    </message>
    <message>
        <source>几个词，每个都要有</source>
        <translation>words, all of which must be there</translation>
    </message>
    <message>
        <source>几条，不写就是 20</source>
        <translation>how many, else 20</translation>
    </message>
    <message>
        <source>几轮</source>
        <translation>rounds</translation>
    </message>
    <message>
        <source>到那一天为止的七天</source>
        <translation>on the seven days up to it</translation>
    </message>
    <message>
        <source>参数</source>
        <translation>positional arguments</translation>
    </message>
    <message>
        <source>只看有哪些，不新做</source>
        <translation>what there is, making none</translation>
    </message>
    <message>
        <source>只说会导入什么，不真的导入</source>
        <translation>say what would be taken, only</translation>
    </message>
    <message>
        <source>叫这个名字的心情算多少，-2（最差）到 2；会记住</source>
        <translation>what a mood&apos;s name counts, -2 (worst) to 2; remembered</translation>
    </message>
    <message>
        <source>可以写几次</source>
        <translation>may be repeated</translation>
    </message>
    <message>
        <source>同一个模型给 llama.cpp 用的文件</source>
        <translation>the same weights for llama.cpp</translation>
    </message>
    <message>
        <source>命令</source>
        <translation>commands</translation>
    </message>
    <message>
        <source>在终端里聊</source>
        <translation>talk in the terminal</translation>
    </message>
    <message>
        <source>备份日记，并把备份再读一遍</source>
        <translation>copy the diary and read the copy again</translation>
    </message>
    <message>
        <source>对一段文字或几天做一件事：summary、translate……</source>
        <translation>a task on a text or on days: summary, translate, …</translation>
    </message>
    <message>
        <source>导入别的日记</source>
        <translation>take in another diary</translation>
    </message>
    <message>
        <source>慢的对手少跑几轮</source>
        <translation>fewer rounds of the slow others</translation>
    </message>
    <message>
        <source>把一切试一遍就退出</source>
        <translation>try everything once and exit</translation>
    </message>
    <message>
        <source>把所有数字也写到那里</source>
        <translation>write all figures there too</translation>
    </message>
    <message>
        <source>把数字也写到那里</source>
        <translation>write the figures there too</translation>
    </message>
    <message>
        <source>把日记导出成文件</source>
        <translation>write the diary to a file</translation>
    </message>
    <message>
        <source>按文字找日记</source>
        <translation>find entries by their words</translation>
    </message>
    <message>
        <source>换上一份备份</source>
        <translation>put a backup in the diary&apos;s place</translation>
    </message>
    <message>
        <source>换回上一次被换下的</source>
        <translation>bring back what the last restore replaced</translation>
    </message>
    <message>
        <source>搜索目录不对时重做它</source>
        <translation>make a faulty search index again</translation>
    </message>
    <message>
        <source>新文件；Markdown 是文件夹，除非以 .md 结尾</source>
        <translation>a new file; for Markdown a folder unless it ends in .md</translation>
    </message>
    <message>
        <source>日记所在的文件夹</source>
        <translation>folder of the diary</translation>
    </message>
    <message>
        <source>日记文件是否完好</source>
        <translation>is the diary&apos;s file sound?</translation>
    </message>
    <message>
        <source>显示版本</source>
        <translation>show program&apos;s version number and exit</translation>
    </message>
    <message>
        <source>显示这些说明</source>
        <translation>show this help message and exit</translation>
    </message>
    <message>
        <source>最后一天，包括它</source>
        <translation>last day, inclusive</translation>
    </message>
    <message>
        <source>最近几次各阶段用了多少时间</source>
        <translation>what the last requests cost, stage by stage</translation>
    </message>
    <message>
        <source>有多快，与公布的方法和 llama.cpp 相比</source>
        <translation>how fast it is, beside the published method and llama.cpp</translation>
    </message>
    <message>
        <source>某一天写下了什么</source>
        <translation>what was written on a day</translation>
    </message>
    <message>
        <source>模型所在的文件夹（safetensors）</source>
        <translation>folder with weights (safetensors)</translation>
    </message>
    <message>
        <source>现在的标签</source>
        <translation>the label that counts</translation>
    </message>
    <message>
        <source>用标好的 FILE 测标签有多准</source>
        <translation>measure labels on a labelled FILE</translation>
    </message>
    <message>
        <source>用法：</source>
        <translation>usage: </translation>
    </message>
    <message>
        <source>第一天，YYYY-MM-DD</source>
        <translation>first day, YYYY-MM-DD</translation>
    </message>
    <message>
        <source>要说的话；写 - 就逐行读标准输入</source>
        <translation>what to say; - reads lines from standard input</translation>
    </message>
    <message>
        <source>说出 TEXT 的心情，并回复它</source>
        <translation>name the mood of TEXT and answer it</translation>
    </message>
    <message>
        <source>跳过前几则</source>
        <translation>hits to pass over</translation>
    </message>
    <message>
        <source>这么大的一个模型，数是随机的</source>
        <translation>a model of this size, made up</translation>
    </message>
    <message>
        <source>选适合这个模型的精度</source>
        <translation>choose the precision that suits the weights</translation>
    </message>
    <message>
        <source>选项</source>
        <translation>options</translation>
    </message>
    <message>
        <source>那一天写下的</source>
        <translation>what was written on that day</translation>
    </message>
    <message>
        <source>随机 N 行，每次都是同样的</source>
        <translation>N random rows, always the same</translation>
    </message>
</context>
<context>
    <name>imports</name>
    <message>
        <source>Daylio 备份</source>
        <translation>Daylio backup</translation>
    </message>
    <message>
        <source>{n} 则</source>
        <translation>entries: {n}</translation>
    </message>
    <message>
        <source>不是认得的日记格式</source>
        <translation>not a diary format known here</translation>
    </message>
    <message>
        <source>什么都没有导入：{why}。</source>
        <translation>Nothing was imported: {why}.</translation>
    </message>
    <message>
        <source>其中 {n} 则是同一则，文字却不同：日记里的不变，另一种写法没有导入。</source>
        <translation>Of these, the same entry in other words: {n}. The diary keeps its own; the other wording was not imported.</translation>
    </message>
    <message>
        <source>压缩包加了密码，请先解开</source>
        <translation>the archive has a password; please unpack it first</translation>
    </message>
    <message>
        <source>压缩包里没有日记（找的是 Daylio 的 backup.daylio 或 Day One 的 JSON）</source>
        <translation>the archive holds no diary (looked for Daylio&apos;s backup.daylio or Day One&apos;s JSON)</translation>
    </message>
    <message>
        <source>太大或太长</source>
        <translation>too large or too long</translation>
    </message>
    <message>
        <source>文件名里没有日期</source>
        <translation>no date in the file&apos;s name</translation>
    </message>
    <message>
        <source>文件坏了或不完整</source>
        <translation>the file is damaged or incomplete</translation>
    </message>
    <message>
        <source>文件夹套得太深，没有进去</source>
        <translation>too deep inside the folder, not looked through</translation>
    </message>
    <message>
        <source>文件夹里没有文件，或只有图片一类的文件</source>
        <translation>the folder is empty, or holds only pictures and the like</translation>
    </message>
    <message>
        <source>文件是空的</source>
        <translation>the file is empty</translation>
    </message>
    <message>
        <source>文本</source>
        <translation>text</translation>
    </message>
    <message>
        <source>是更新版本的程序导出的，请先升级程序</source>
        <translation>a newer version of the program wrote it; please update first</translation>
    </message>
    <message>
        <source>本程序的 JSON</source>
        <translation>this program&apos;s JSON</translation>
    </message>
    <message>
        <source>本程序的 Markdown</source>
        <translation>this program&apos;s Markdown</translation>
    </message>
    <message>
        <source>没有读它的权限</source>
        <translation>no permission to read it</translation>
    </message>
    <message>
        <source>看上去是 {format}，但坏了或不完整</source>
        <translation>looks like {format}, but is damaged or incomplete</translation>
    </message>
    <message>
        <source>第 {where} 行坏了，读不下去</source>
        <translation>damaged in line {where}</translation>
    </message>
    <message>
        <source>表格里缺少 Daylio 的列：{where}</source>
        <translation>the table lacks Daylio&apos;s columns: {where}</translation>
    </message>
    <message>
        <source>认得出是 {format}，但第 {where} 行坏了</source>
        <translation>recognised as {format}, but damaged in line {where}</translation>
    </message>
    <message>
        <source>认得的有：Daylio（CSV、.daylio）、Day One（JSON、zip）、jrnl（JSON、文本）、RedNotebook、文件名带日期的文本或 Markdown、本程序导出的 JSON 和 Markdown。</source>
        <translation>These are known: Daylio (CSV, .daylio), Day One (JSON, zip), jrnl (JSON, text), RedNotebook, text or Markdown with a date in the file&apos;s name, and this program&apos;s own JSON and Markdown.</translation>
    </message>
    <message>
        <source>读不出来，磁盘可能有问题，或者它不是普通的文件</source>
        <translation>it could not be read: the disk may have a fault, or it isn&apos;t an ordinary file</translation>
    </message>
    <message>
        <source>这一条不完整</source>
        <translation>this record is incomplete</translation>
    </message>
    <message>
        <source>这个文件不存在</source>
        <translation>there is no such file</translation>
    </message>
    <message>
        <source>里面不是文字，或编码认不出来</source>
        <translation>not text, or in an unknown encoding</translation>
    </message>
    <message>
        <source>里面的文件太多，最多 {where} 个</source>
        <translation>it holds too many files; {where} at most</translation>
    </message>
    <message>
        <source>里面重复的有 {n} 则，同样的只取一次。</source>
        <translation>Found twice in the files: {n}; each is taken once.</translation>
    </message>
</context>
<context>
    <name>jobs</name>
    <message>
        <source>在写，不会存进日记</source>
        <translation>Writing; it won&apos;t be kept in the diary</translation>
    </message>
    <message>
        <source>导出好了：{n} 则。</source>
        <translation>Exported: {n}.</translation>
    </message>
    <message>
        <source>已停止</source>
        <translation>Stopped</translation>
    </message>
    <message>
        <source>文字太长，模型只读了开头和结尾</source>
        <translation>The text is too long; only its beginning and end were read</translation>
    </message>
    <message>
        <source>旧日记都重新标过了。</source>
        <translation>All old entries have been labelled again.</translation>
    </message>
    <message>
        <source>由本机 AI 生成，没有存进日记</source>
        <translation>Generated by AI on this computer, not kept in the diary</translation>
    </message>
    <message>
        <source>这段文字没有交给模型。更多帮助与安全计划：F1</source>
        <translation>This text was not given to any model. More help and the safety plan: F1</translation>
    </message>
    <message>
        <source>那几天还没有写下什么，没有可做的</source>
        <translation>Nothing was written then, so there is nothing to do</translation>
    </message>
</context>
<context>
    <name>labels</name>
    <message>
        <source>为什么：“{sentence}”</source>
        <translation>Why: &quot;{sentence}&quot;</translation>
    </message>
    <message>
        <source>你和模型有多一致</source>
        <translation>How far you and the model agree</translation>
    </message>
    <message>
        <source>你标的</source>
        <translation>yours</translation>
    </message>
    <message>
        <source>恢复导入的标签</source>
        <translation>Back to the imported label</translation>
    </message>
    <message>
        <source>恢复模型的判断</source>
        <translation>Back to the model&apos;s label</translation>
    </message>
    <message>
        <source>按你的更正调整过，模型自己判断的是 {label}</source>
        <translation>Adjusted by your corrections; the model by itself says {label}</translation>
    </message>
    <message>
        <source>换了模型或提示词以后，可以让现在的模型在后台把旧日记再看一遍，随时能停；没标完就关了程序，下次打开接着来，用电池时先歇着。你标的和导入的不变；心情图会写明标签各是谁标的。</source>
        <translation>After a change of model or prompt, the current model can go through old entries again in the background; you can pause it at any time. If the program is closed before it is done, it goes on at the next start; on battery it rests. Your own labels and imported ones stay; the mood charts say whose labels they show.</translation>
    </message>
    <message>
        <source>收回我的标签</source>
        <translation>Withdraw my label</translation>
    </message>
    <message>
        <source>最近 30 天里你改过或点选确认过的日记中，你的标签和模型最新的标签相同的占多少。没点开过的不算。</source>
        <translation>Of the entries of the last 30 days whose label you corrected or confirmed: the share where your label is the model&apos;s newest one. Labels you never touched don&apos;t count.</translation>
    </message>
    <message>
        <source>模型判断的是 {label}</source>
        <translation>The model said {label}</translation>
    </message>
    <message>
        <source>模型没有标，你可以标上</source>
        <translation>The model gave no label; you can give one</translation>
    </message>
    <message>
        <source>没有标签</source>
        <translation>No label</translation>
    </message>
    <message>
        <source>重新标旧日记</source>
        <translation>Label old entries again</translation>
    </message>
</context>
<context>
    <name>learning</name>
    <message>
        <source>{n} 则里，模型自己猜对 {own} 则，学了以后 {learned} 则。旁边还看着 {witnesses} 则你没改过的，其中 {changed} 则会变。</source>
        <translation> Of {n}, the model alone gets {own} right; after learning, {learned}. Entries you let stand, watched beside them: {witnesses}; of these, {changed} would change.</translation>
    </message>
    <message>
        <source>从更正中学习</source>
        <translation>Learning from corrections</translation>
    </message>
    <message>
        <source>你改过或点选确认过的心情，会教模型你是怎么说话的：在它读懂的意思上加一层小小的调整，只在这台电脑上，只为你。模型本身不变，已有的标签不变，调整过的新标签会写明，也留着模型自己的判断。</source>
        <translation>The moods you corrected or confirmed teach the model how you speak: a small adjustment on top of what it understood, only on this computer, only for you. The model itself does not change, nor do existing labels; a new label that was adjusted says so and keeps the model&apos;s own.</translation>
    </message>
    <message>
        <source>你改过的心情，让新的判断更合你的说法。确实更准了才用。</source>
        <translation>Moods you corrected make new ones fit your way of speaking. Used only once it really is more accurate.</translation>
    </message>
    <message>
        <source>关着：心情都是模型自己的判断。</source>
        <translation>Off: moods are what the model says by itself.</translation>
    </message>
    <message>
        <source>加上学到的猜对</source>
        <translation>Right with what was learned</translation>
    </message>
    <message>
        <source>可以学的更正和确认</source>
        <translation>Corrections and confirmations to learn from</translation>
    </message>
    <message>
        <source>学到的都忘了。你标的心情还在，以后只从新的更正里学。</source>
        <translation>Everything learned is forgotten. Your labels are still there; from now on only new corrections are learned from.</translation>
    </message>
    <message>
        <source>怎么算的：把每一则轮流藏起来，只用其余的学，再猜它。改过的多半是模型错的，所以这里的百分比比平时低。</source>
        <translation>How it is computed: each entry in turn is hidden, and guessed after learning from all the others. What you corrected is mostly what the model got wrong, so these percentages are lower than usual.</translation>
    </message>
    <message>
        <source>模型自己猜对</source>
        <translation>Right by the model alone</translation>
    </message>
    <message>
        <source>模型醒来以后，才知道学到了什么。</source>
        <translation>What was learned will be known once the model is awake.</translation>
    </message>
    <message>
        <source>正在学：还有 {left} 则要读。你写日记时它先让路。</source>
        <translation>Learning: {left} more to read. It gives way while you write.</translation>
    </message>
    <message>
        <source>正在算：学了以后会不会更准。</source>
        <translation>Computing whether learning makes it more accurate.</translation>
    </message>
    <message>
        <source>没有用：学了以后不比模型自己更准。</source>
        <translation>Not in use: it is no more accurate than the model alone.</translation>
    </message>
    <message>
        <source>没有用：它会把你没改过的也改掉不少，像是碰巧。</source>
        <translation>Not in use: it would change much of what you let stand, so the gain looks like chance.</translation>
    </message>
    <message>
        <source>用上了：学了以后比模型自己更准。</source>
        <translation>In use: it is more accurate than the model alone.</translation>
    </message>
    <message>
        <source>用我的更正调整新的心情判断</source>
        <translation>Let my corrections adjust new moods</translation>
    </message>
    <message>
        <source>还太少：可以学的有 {n} 则，满 {least} 则才开始学。</source>
        <translation>Too few yet: {n} to learn from; learning begins at {least}.</translation>
    </message>
</context>
<context>
    <name>models</name>
    <message>
        <source>{billions} 亿参数 · 下载 {size} · {licence} 许可 · {repo}</source>
        <translation>{billions} billion parameters · {size} to download · {licence} licence · {repo}</translation>
    </message>
    <message>
        <source>下载的模型一共占 {used}，磁盘还剩 {free}。</source>
        <translation>Downloaded models take up {used}; {free} of disk space is free.</translation>
    </message>
    <message>
        <source>不到一分钟</source>
        <translation>less than a minute</translation>
    </message>
    <message>
        <source>为了下次打开得快，会留一份量化好的权重；现在还没有。</source>
        <translation>For a faster start, a copy of the quantised weights is kept; there is none yet.</translation>
    </message>
    <message>
        <source>为了下次打开得快，留着量化好的权重，占 {used}。</source>
        <translation>For a faster start, copies of quantised weights are kept: {used}.</translation>
    </message>
    <message>
        <source>从磁盘上删掉 {name}（{size}）吗？日记不受影响，以后可以再下载。</source>
        <translation>Delete {name} ({size}) from the disk? The diary is not affected, and it can be downloaded again.</translation>
    </message>
    <message>
        <source>停在 {done}，共 {total}。按“继续”才会再联网，已下载的都还在。</source>
        <translation>Stopped at {done} of {total}. The network isn&apos;t used until you continue; what was downloaded is kept.</translation>
    </message>
    <message>
        <source>其中 {spare} 不在用；清掉以后，换回那个模型时要多等一会儿。</source>
        <translation>Of that, {spare} is not in use; once cleared, changing back to such a model takes a little longer.</translation>
    </message>
    <message>
        <source>其中个别文件事先不知道校验值，已记下第一次下载的；以后再下载必须和它相同。</source>
        <translation>The hashes of some files were not known beforehand: those of this first download are noted, and later downloads must match them.</translation>
    </message>
    <message>
        <source>参数是上面的三倍：通常答得更好，也更慢。内存最好有 8 GB，体检时用得更多。</source>
        <translation>Three times as many parameters as those above: it usually answers better, and more slowly. 8 GB of memory is advisable; the check-up takes more.</translation>
    </message>
    <message>
        <source>对方没有给这个文件。请过一会儿再试，或换一个镜像。</source>
        <translation>The server did not provide the file. Try again later, or use another mirror.</translation>
    </message>
    <message>
        <source>对方证明不了自己的身份（证书不对，或转到了不加密的地址），所以没有下载。请换一个镜像，或换一个网络。</source>
        <translation>The server could not prove who it is (its certificate is bad, or it leads to an unencrypted address), so nothing was downloaded. Use another mirror or another network.</translation>
    </message>
    <message>
        <source>小而快，普通笔记本也轻松；会中文、英文。</source>
        <translation>Small and fast, easy on an ordinary laptop; speaks Chinese and English.</translation>
    </message>
    <message>
        <source>已下载 {done}，共 {total}</source>
        <translation>{done} of {total}</translation>
    </message>
    <message>
        <source>已下载并核对过，占 {size}。</source>
        <translation>Downloaded and checked; takes {size}.</translation>
    </message>
    <message>
        <source>收到的文件和应有的不一样，已经删掉，没有用它。请再试一次，或换一个镜像。</source>
        <translation>The file that came is not the one expected; it was deleted and not used. Try again, or use another mirror.</translation>
    </message>
    <message>
        <source>新一代的小模型，参数稍多。</source>
        <translation>A small model of a newer generation, with a few more parameters.</translation>
    </message>
    <message>
        <source>有的删不掉，可能正被别的程序打开。请过一会儿再试。</source>
        <translation>Some can&apos;t be deleted; another program may have them open. Please try again in a while.</translation>
    </message>
    <message>
        <source>模型只在这台电脑上运行。只有你按下“下载”时才会联网，取的只是模型文件；日记从不离开这里。</source>
        <translation>Models run on this computer only. The network is used only when you press Download, and only to get the model&apos;s files; the diary never leaves this computer.</translation>
    </message>
    <message>
        <source>模型文件夹写不进去，或删不掉。请检查它能否写入，再试一次。</source>
        <translation>The folder for models can&apos;t be written to, or something in it can&apos;t be deleted. Check that it is writable and try again.</translation>
    </message>
    <message>
        <source>正在下载</source>
        <translation>Downloading</translation>
    </message>
    <message>
        <source>正在核对文件…</source>
        <translation>Checking the files…</translation>
    </message>
    <message>
        <source>每秒 {speed}</source>
        <translation>{speed} a second</translation>
    </message>
    <message>
        <source>没有下载成。请再试一次。</source>
        <translation>The download failed. Please try again.</translation>
    </message>
    <message>
        <source>磁盘放不下：还要 {needed}，只剩 {free}。腾出一点空间，再按“继续”或“下载”。</source>
        <translation>The disk is too small: {needed} more is needed, {free} is free. Make some room, then continue or download again.</translation>
    </message>
    <message>
        <source>程序出了错，没有下载成。已下载的还在，可以再试一次。</source>
        <translation>The program made a mistake and the download failed. What was downloaded is kept; you can try again.</translation>
    </message>
    <message>
        <source>约 {n} 分钟</source>
        <translation>about {n} min</translation>
    </message>
    <message>
        <source>约 {n} 小时</source>
        <translation>about {n} h</translation>
    </message>
    <message>
        <source>较早的一代；许可只供研究。</source>
        <translation>An earlier generation; its licence is for research only.</translation>
    </message>
    <message>
        <source>还没有下载过模型。磁盘还剩 {free}。</source>
        <translation>No model has been downloaded yet. {free} of disk space is free.</translation>
    </message>
    <message>
        <source>还要{time}</source>
        <translation>{time} left</translation>
    </message>
    <message>
        <source>这不是镜像的地址。请写成 https:// 开头的网址，或只写域名。</source>
        <translation>This isn&apos;t the address of a mirror. Give one that begins with https://, or only the host&apos;s name.</translation>
    </message>
    <message>
        <source>连不上，或者一再中断。已下载的都还在：请检查网络再继续，或换一个镜像。</source>
        <translation>There is no connection, or it kept breaking off. What was downloaded is kept: check the network and continue, or use another mirror.</translation>
    </message>
</context>
<context>
    <name>mood</name>
    <message>
        <source>7 天平均</source>
        <translation>7-day mean</translation>
    </message>
    <message>
        <source>95 % 上限</source>
        <translation>95 % upper limit</translation>
    </message>
    <message>
        <source>95 % 下限</source>
        <translation>95 % lower limit</translation>
    </message>
    <message>
        <source>M月</source>
        <translation>MMM</translation>
    </message>
    <message>
        <source>p 值</source>
        <translation>p value</translation>
    </message>
    <message>
        <source>yyyy年</source>
        <translation>yyyy</translation>
    </message>
    <message>
        <source>{days} · {mean}（{low} 到 {high}）</source>
        <translation>{days} · {mean} ({low} to {high})</translation>
    </message>
    <message>
        <source>{days} · 还太少</source>
        <translation>{days} · too few yet</translation>
    </message>
    <message>
        <source>{days} 天有心情，按天平均 {mean}</source>
        <translation>days with a mood: {days}, mean of days {mean}</translation>
    </message>
    <message>
        <source>{day} · {n} · 按则平均 {mean}</source>
        <translation>{day} · {n} · mean of entries {mean}</translation>
    </message>
    <message>
        <source>{first} – {last} · {days} 天 · {n} · 按则平均 {mean}</source>
        <translation>{first} – {last} · days: {days} · {n} · mean of entries {mean}</translation>
    </message>
    <message>
        <source>{model}“{task}”</source>
        <translation>{model}, &quot;{task}&quot;</translation>
    </message>
    <message>
        <source>{model}“{task}”，按更正调整过</source>
        <translation>{model}, &quot;{task}&quot;, adjusted by your corrections</translation>
    </message>
    <message>
        <source>{name} · {n} · 占 {share}</source>
        <translation>{name} · {n} · {share} of all</translation>
    </message>
    <message>
        <source>{name} · {n} · 占 {share} · 最近一次 {day}</source>
        <translation>{name} · {n} · {share} of all · last on {day}</translation>
    </message>
    <message>
        <source>{name}，第 {number} 版</source>
        <translation>{name}, version {number}</translation>
    </message>
    <message>
        <source>{n} 天</source>
        <translation>days: {n}</translation>
    </message>
    <message>
        <source>{source}（{n} 则）</source>
        <translation>{source} ({n})</translation>
    </message>
    <message>
        <source>{weekday} {hour} 点</source>
        <translation>{weekday} {hour}:00</translation>
    </message>
    <message>
        <source>{when} · {n} · 按则平均 {mean}</source>
        <translation>{when} · {n} · mean of entries {mean}</translation>
    </message>
    <message>
        <source>{when} · {n}，还太少</source>
        <translation>{when} · {n}, too few yet</translation>
    </message>
    <message>
        <source>{window} 天平均</source>
        <translation>{window}-day mean</translation>
    </message>
    <message>
        <source>{window} 天平均 {mean}</source>
        <translation>{window}-day mean {mean}</translation>
    </message>
    <message>
        <source>{year} 年 · {days} 天写过 · {n}</source>
        <translation>{year} · days written on: {days} · {n}</translation>
    </message>
    <message>
        <source>“{word}”</source>
        <translation>&quot;{word}&quot;</translation>
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
        <source>与其他日子之差</source>
        <translation>Difference from other days</translation>
    </message>
    <message>
        <source>你改过的</source>
        <translation>Corrected by you</translation>
    </message>
    <message>
        <source>全部日子</source>
        <translation>all days</translation>
    </message>
    <message>
        <source>写到 {name} 的 {n} 天平均 {mean}，95 % 区间 {low} 到 {high}；{verdict}</source>
        <translation>{name}: {n} days, mean {mean}, 95 % interval {low} to {high}; {verdict}</translation>
    </message>
    <message>
        <source>写到 {name} 的有 {n} 天，数据还太少</source>
        <translation>{name}: too little data yet (days: {n})</translation>
    </message>
    <message>
        <source>则数</source>
        <translation>Entries</translation>
    </message>
    <message>
        <source>另有 {n}没有标签，不算在内。</source>
        <translation>Without a label, and not counted: {n}.</translation>
    </message>
    <message>
        <source>只数有标签的。上面数每个标签有多少则，也数“不确定”的；下面数心情的每一级，夹在两级之间的算离 0 远的那级。</source>
        <translation>Only labelled entries count. Above, how many entries each label has, &quot;unsure&quot; too; below, each step of the mood, what lies between two counting as the one further from 0.</translation>
    </message>
    <message>
        <source>名称</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>和其他日子看不出差别</source>
        <translation>no visible difference from other days</translation>
    </message>
    <message>
        <source>图里的标签有 {n} 种来源：{named}。不同来源的尺度未必一样，可以只看一种。</source>
        <translation>The labels in this chart come from {n} sources: {named}. Their scales may differ; you can look at just one.</translation>
    </message>
    <message>
        <source>天数</source>
        <translation>Days</translation>
    </message>
    <message>
        <source>导入的</source>
        <translation>Imported</translation>
    </message>
    <message>
        <source>平均</source>
        <translation>Mean</translation>
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
        <source>心情</source>
        <translation>Mood</translation>
    </message>
    <message>
        <source>按住 Ctrl 滚动滚轮或按 +、− 缩放，拖动可以左右移。</source>
        <translation>Ctrl with the mouse wheel, or + and −, zooms; dragging moves it left and right.</translation>
    </message>
    <message>
        <source>数据还太少：这段日子有 {n} 天有心情，满 {fewest} 天才能比较。</source>
        <translation>Too little data yet: days with a mood in this time: {n}; from {fewest} on they can be compared.</translation>
    </message>
    <message>
        <source>数据还太少：这段日子有 {n}，满 {fewest} 则才看得出钟点的不同。</source>
        <translation>Too little data yet: {n} in this time; from {fewest} on the hours can be told apart.</translation>
    </message>
    <message>
        <source>日期</source>
        <translation>Date</translation>
    </message>
    <message>
        <source>日记里没有写到“{word}”。</source>
        <translation>The diary does not mention &quot;{word}&quot;.</translation>
    </message>
    <message>
        <source>旧日记正在重新标心情，还有 {n} 则；图会跟着变。</source>
        <translation>Old entries are being labelled again, {n} to go; the charts follow.</translation>
    </message>
    <message>
        <source>星期</source>
        <translation>Weekday</translation>
    </message>
    <message>
        <source>最亮：{best} · 最暗：{worst}</source>
        <translation>Brightest: {best} · darkest: {worst}</translation>
    </message>
    <message>
        <source>最近 {n} 天</source>
        <translation>last {n} days</translation>
    </message>
    <message>
        <source>标签</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>校正后有差别</source>
        <translation>Different after correction</translation>
    </message>
    <message>
        <source>模型 {name}</source>
        <translation>Model {name}</translation>
    </message>
    <message>
        <source>每个点是一则日记，挨得太近的叠成一个：先看你改过的标签，其次是导入的，再其次是模型的；“不确定”和没有标签的不算在内。细线是每天的平均，只连相邻的日子，看得很远时不画；粗线是 {window} 天平均，当天和之前 {before} 天里有心情的日子各算一份，不满 {fewest} 天就断开。一天从 {begins} 算起，更早写的归前一天。</source>
        <translation>Each dot is an entry; dots that would touch are drawn as one. Your own labels come first, then imported ones, then the model&apos;s; &quot;unsure&quot; and unlabelled entries are left out. The thin line is each day&apos;s mean and joins only consecutive days, and is left out when zoomed far out; the thick line is the {window}-day mean: of a day and the {before} before it, those with a mood count once each, and with fewer than {fewest} it breaks off. A day begins at {begins}; what was written earlier belongs to the day before.</translation>
    </message>
    <message>
        <source>每格是一天，颜色是这一天所有心情的平均；空心是写过、但没有心情，淡色是没有写。</source>
        <translation>A square is a day, its colour the mean of all its moods; hollow was written on but has no mood, pale was not written on.</translation>
    </message>
    <message>
        <source>每格是写在这一钟点的心情的平均，按写的时候当地的钟；{begins} 以前写的归前一天。不到 {n} 则的格子只画一圈。</source>
        <translation>A cell is the mean of the moods written in that hour, by the local clock of the time; what was written before {begins} belongs to the day before. Cells with fewer than {n} entries are only outlined.</translation>
    </message>
    <message>
        <source>比其他日子低 {away}</source>
        <translation>{away} lower than other days</translation>
    </message>
    <message>
        <source>比其他日子高 {away}</source>
        <translation>{away} higher than other days</translation>
    </message>
    <message>
        <source>比较写到它的日子和其他有心情的日子（两边各满 {n} 天）：点是这些天的平均，一天算一份，线是 95 % 区间（t 分布）。比的多了总有碰巧，所以按 Benjamini-Hochberg 法校正，误报不超过 5 % 才算有差别、名字加粗；相邻的日子往往相像，区间只是大概，也说不出谁是因、谁是果。标签只看最常用的 {most} 个。</source>
        <translation>Compares the days that mention it with the other days that have a mood (at least {n} of each): the dot is the mean of those days, each counting once, the line its 95 % interval (t distribution). Among many comparisons some stand out by chance, so they are corrected by Benjamini and Hochberg&apos;s method: at most 5 % of what is called different, in bold, is expected to be a false alarm. Days in a row are often alike, so intervals are rough, and none of this says what causes what. Of the tags, only the {most} most used are compared.</translation>
    </message>
    <message>
        <source>没有心情</source>
        <translation>no mood</translation>
    </message>
    <message>
        <source>满 {entries} 则带心情的日记、{days} 个不同的日子，这里就会有一张图。</source>
        <translation>A chart appears here after {entries} entries with a mood, on {days} different days.</translation>
    </message>
    <message>
        <source>现在有 {n} 则带心情的日记，写在 {d} 个日子里；满 {entries} 则、{days} 个日子，就能画出来。</source>
        <translation>A chart needs {entries} entries with a mood, on {days} days. So far, entries: {n}, days: {d}.</translation>
    </message>
    <message>
        <source>种类</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>自带模型</source>
        <translation>Bundled model</translation>
    </message>
    <message>
        <source>还没有哪个标签或词和心情明显有关</source>
        <translation>No tag or word is clearly related to the mood yet</translation>
    </message>
    <message>
        <source>还没有标签。给日记加上标签，或者在上面写一个词。</source>
        <translation>There are no tags yet. Add tags to your entries, or write a word above.</translation>
    </message>
    <message>
        <source>这 {days} 天里另有 {n}没有标签，不算在内。</source>
        <translation>Without a label in these {days} days, and not counted: {n}.</translation>
    </message>
    <message>
        <source>这段日子没有带心情的日记</source>
        <translation>No entries with a mood in this time</translation>
    </message>
    <message>
        <source>钟点</source>
        <translation>Hour</translation>
    </message>
    <message>
        <source>；</source>
        <translation>; </translation>
    </message>
</context>
<context>
    <name>place</name>
    <message>
        <source>下面的文件夹里有一本日记，不是找不到的那一本。要打开它吗？之后可以在设置里再换过去。
{folder}</source>
        <translation>There is a diary in the folder below, but not the one that can&apos;t be found. Open it? You can change back later in the settings.
{folder}</translation>
    </message>
    <message>
        <source>另开一本</source>
        <translation>Begin a new one</translation>
    </message>
    <message>
        <source>在下面的文件夹里另开一本空的日记？原来的一本不会被改动；之后找到了它，可以在设置里再换过去。
{folder}</source>
        <translation>Begin a new, empty diary in the folder below? The other one isn&apos;t changed; when you have found it, you can change back in the settings.
{folder}</translation>
    </message>
    <message>
        <source>复制过去的和原来的不一样，那块盘可能有问题。</source>
        <translation>What was copied isn&apos;t the same as the original; there may be something wrong with that disk.</translation>
    </message>
    <message>
        <source>想打开的那一本日记找不到了，打开的还是原来的一本。
{folder}</source>
        <translation>The diary you wanted to open can&apos;t be found; this is still the one you had.
{folder}</translation>
    </message>
    <message>
        <source>打开搬走之前留下的一份？搬走以后写的不在里面。之后找到了新的一份，可以在设置里再换过去。
{folder}</source>
        <translation>Open the copy that was left when the diary moved? What was written since isn&apos;t in it. When you have found the newer one, you can change back in the settings.
{folder}</translation>
    </message>
    <message>
        <source>打开的是这里的日记了：{folder}</source>
        <translation>The diary that is open now is in: {folder}</translation>
    </message>
    <message>
        <source>打开这一本</source>
        <translation>Open this one</translation>
    </message>
    <message>
        <source>找不到这个文件夹。如果它在另一块盘上，请先把盘插好。</source>
        <translation>This folder can&apos;t be found. If it is on another disk, plug that in first.</translation>
    </message>
    <message>
        <source>把旧的一份放进系统的回收站？日记在新的文件夹里，不受影响。
{folder}</source>
        <translation>Put the old copy into the system&apos;s trash? The diary is in its new folder and isn&apos;t touched.
{folder}</translation>
    </message>
    <message>
        <source>搬走之前的一份还留在：{folder}
程序不再写它。</source>
        <translation>The copy from before the move is still in: {folder}
The program no longer writes to it.</translation>
    </message>
    <message>
        <source>放不进回收站。可以在文件夹里自己删：{folder}</source>
        <translation>It can&apos;t be put into the trash. You can delete it yourself: {folder}</translation>
    </message>
    <message>
        <source>日记以前就在那里。当时留下的一份不会覆盖，还在它自己的文件夹里。</source>
        <translation>The diary was there before. The copy that stayed behind then is not overwritten: it keeps its own folder.</translation>
    </message>
    <message>
        <source>日记会搬到：{folder}
备份、设置、下载的模型也一起，共 {needed}，那里空着 {free}。先复制，再逐个核对，然后才换过去；旧的一份留着。</source>
        <translation>The diary will move to: {folder}
Backups, settings and downloaded models come along: {needed} in all; {free} is free there. Everything is copied first and every file checked; only then does the new place count. The old copy stays.</translation>
    </message>
    <message>
        <source>日记已经在这里了。要搬走，请选另一个文件夹。</source>
        <translation>The diary is already here. To move it, please choose another folder.</translation>
    </message>
    <message>
        <source>日记搬到了别处，但记着它在哪里的小文件不见了，或读不出来。日记本身没有被改动。</source>
        <translation>The diary was moved, but the small file that says where is gone or can&apos;t be read. The diary itself wasn&apos;t changed.</translation>
    </message>
    <message>
        <source>日记搬好了，现在在这里：{folder}
搬走之前的一份还留在原处，在“设置 → 日记”里可以看，或放进回收站。</source>
        <translation>The diary was moved. It is here now: {folder}
The copy from before the move is still where it was; you can look at it or put it into the trash under Settings → Diary.</translation>
    </message>
    <message>
        <source>日记放在下面这个文件夹里，现在找不到它。如果它在另一块盘上，请把盘插好再试。程序什么都没有改动，也没有另开新的日记。</source>
        <translation>The diary is kept in the folder below, which can&apos;t be found now. If it is on another disk, plug that in and look again. Nothing was changed, and no new diary was begun.</translation>
    </message>
    <message>
        <source>日记文件读不出来，可能已损坏；要先换上备份。</source>
        <translation>The diary&apos;s file can&apos;t be read and may be damaged; a backup has to take its place first.</translation>
    </message>
    <message>
        <source>日记正被另一个程序使用，请先关掉它。</source>
        <translation>Another program is using the diary; close that first.</translation>
    </message>
    <message>
        <source>日记没有搬，还在原来的文件夹里，什么都没有少。可以在设置里再试。</source>
        <translation>The diary was not moved. It is in its folder as before, and nothing is missing. You can try again in the settings.</translation>
    </message>
    <message>
        <source>日记现在在哪个文件夹</source>
        <translation>Which folder the diary is in now</translation>
    </message>
    <message>
        <source>正在停下，日记留在原处…</source>
        <translation>Stopping; the diary stays where it was…</translation>
    </message>
    <message>
        <source>正在把日记搬到：{folder}</source>
        <translation>Moving the diary to: {folder}</translation>
    </message>
    <message>
        <source>没有记下来，一切照旧。请检查数据文件夹能否写入，再试一次。</source>
        <translation>That could not be saved; everything is as before. Check that the data folder can be written to, and try again.</translation>
    </message>
    <message>
        <source>用旧的一份</source>
        <translation>Use the old copy</translation>
    </message>
    <message>
        <source>这个文件夹在日记自己的文件夹里面，或在旧的一份里面。请选外面的。</source>
        <translation>This folder is inside the diary&apos;s own folder, or inside an old copy. Choose one outside.</translation>
    </message>
    <message>
        <source>这个文件夹是用 --data-dir 或环境变量指定的；要放到别处，请改那里。</source>
        <translation>This folder was given by --data-dir or the environment; to keep the diary elsewhere, change it there.</translation>
    </message>
    <message>
        <source>这个文件夹里没有日记，请选放着 diary.sqlite3 的那一个。
{folder}</source>
        <translation>There is no diary in this folder. Choose the one with diary.sqlite3 in it.
{folder}</translation>
    </message>
    <message>
        <source>这是网络上的盘，日记的文件放在那里可能会坏。请选这台电脑上的盘。</source>
        <translation>This is a network disk, where the diary&apos;s file could get damaged. Choose a disk in this computer.</translation>
    </message>
    <message>
        <source>这里写不进去。请换一个有权写入的文件夹。</source>
        <translation>This folder can&apos;t be written to. Choose one that you may write to.</translation>
    </message>
    <message>
        <source>这里已经有一本日记了：{folder}
什么都不会覆盖。要从下次起打开那一本吗？现在这一本原样留在原处。</source>
        <translation>There is a diary here already: {folder}
Nothing will be overwritten. Open that one from the next start on? This one stays where it is, as it is.</translation>
    </message>
    <message>
        <source>这里已经有别的东西，不会覆盖。请先把它们拿到别处，或选一个空的文件夹、另一个位置。</source>
        <translation>There are other things here already; they won&apos;t be overwritten. Please move them elsewhere first, or choose an empty folder or another place.</translation>
    </message>
    <message>
        <source>选好了，还没有打开：{folder}
点“现在就打开”马上打开；不点，下次打开程序时打开。</source>
        <translation>Chosen, not opened yet: {folder}
Press &quot;Open it now&quot; to open it at once; otherwise it is opened the next time the program starts.</translation>
    </message>
    <message>
        <source>选好了，还没有搬：{folder}
点“现在就搬”马上搬；不点，下次打开程序时搬。</source>
        <translation>Chosen, not moved yet: {folder}
Press &quot;Move it now&quot; to move it at once; otherwise it moves the next time the program is opened.</translation>
    </message>
    <message>
        <source>那块盘不分用户：谁拿到它，谁就能读你的日记。</source>
        <translation>That disk doesn&apos;t keep users apart: whoever has it can read your diary.</translation>
    </message>
    <message>
        <source>那是另一块盘：它不在的时候，日记打不开。</source>
        <translation>That is another disk: without it, the diary can&apos;t be opened.</translation>
    </message>
    <message>
        <source>那里的空间不够了。</source>
        <translation>There is not enough room there.</translation>
    </message>
    <message>
        <source>那里空间不够：要 {wanted}，空着 {free}。请腾出一点，或换一块盘。</source>
        <translation>There is not enough room there: {wanted} is needed, {free} is free. Make room, or choose another disk.</translation>
    </message>
</context>
<context>
    <name>reply</name>
    <message>
        <source>（这一句含有敏感词，没有显示。）</source>
        <translation>(This sentence held a sensitive word and is not shown.)</translation>
    </message>
</context>
<context>
    <name>settings</name>
    <message>
        <source>{n} 项设置恢复了默认，模型和日记没有动。</source>
        <translation>Settings reset: {n}. The model and the diary are as they were.</translation>
    </message>
    <message>
        <source>“{title}”恢复了默认。</source>
        <translation>Reset: {title}.</translation>
    </message>
    <message>
        <source>一天从几点开始</source>
        <translation>A day begins at</translation>
    </message>
    <message>
        <source>上次的那一页</source>
        <translation>Last page</translation>
    </message>
    <message>
        <source>下次打开程序时起作用。</source>
        <translation>Takes effect the next time the program is opened.</translation>
    </message>
    <message>
        <source>下载更大的模型，换一个用，加 LoRA 适配器，腾出磁盘。</source>
        <translation>Download larger models, switch between them, add a LoRA adapter, free disk space.</translation>
    </message>
    <message>
        <source>不含难过的日子</source>
        <translation>Without sad days</translation>
    </message>
    <message>
        <source>不回复</source>
        <translation>No reply</translation>
    </message>
    <message>
        <source>不处理</source>
        <translation>Leave as they are</translation>
    </message>
    <message>
        <source>中文</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>今天</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>从不</source>
        <translation>Never</translation>
    </message>
    <message>
        <source>从别的日记程序搬来，写成文件或打印，恢复到以前的样子。</source>
        <translation>Bring entries from another program, save them as files or print them, go back to an earlier state.</translation>
    </message>
    <message>
        <source>任务…</source>
        <translation>Tasks…</translation>
    </message>
    <message>
        <source>任务和标签</source>
        <translation>Tasks and labels</translation>
    </message>
    <message>
        <source>体检</source>
        <translation>Check-up</translation>
    </message>
    <message>
        <source>体检…</source>
        <translation>Check-up…</translation>
    </message>
    <message>
        <source>你写的留在这台电脑上</source>
        <translation>What you write stays on this computer</translation>
    </message>
    <message>
        <source>停笔时先让模型读一读，发送后更快；不保存。</source>
        <translation>When you pause, the model reads ahead so that it can answer sooner. Nothing is saved.</translation>
    </message>
    <message>
        <source>先后</source>
        <translation>Order</translation>
    </message>
    <message>
        <source>先回复，后心情</source>
        <translation>Reply, then mood</translation>
    </message>
    <message>
        <source>先心情，后回复</source>
        <translation>Mood, then reply</translation>
    </message>
    <message>
        <source>先标心情再回复，或者倒过来，或者只要一样。写的时候可以为那一则另选。</source>
        <translation>The mood and then the reply, the other way round, or only one of them. While writing you can choose differently for a single entry.</translation>
    </message>
    <message>
        <source>关</source>
        <translation>Off</translation>
    </message>
    <message>
        <source>关上窗口后程序留在托盘里，从那里打开、写或退出；导入导出做完时说一声。</source>
        <translation>When its window is closed the program stays in the tray, where you can open it, write or quit; it says when an import or export is done.</translation>
    </message>
    <message>
        <source>关于</source>
        <translation>About</translation>
    </message>
    <message>
        <source>关掉以后，等回复时显示一个词，没有会动的点。</source>
        <translation>When off, a word is shown instead of moving dots while the model thinks.</translation>
    </message>
    <message>
        <source>分辨提问和闲聊</source>
        <translation>Tell questions and small talk</translation>
    </message>
    <message>
        <source>动态效果</source>
        <translation>Motion</translation>
    </message>
    <message>
        <source>单位是秒。到时间就停，写出的留着，可以继续。</source>
        <translation>In seconds. Then it stops; what was written stays and can be continued.</translation>
    </message>
    <message>
        <source>单位是秒。到时间就先不标。</source>
        <translation>In seconds. Then the entry stays without a label for now.</translation>
    </message>
    <message>
        <source>单位是词元，一个词元大约是一到两个汉字。</source>
        <translation>In tokens; one is about one or two Chinese characters, or a short word.</translation>
    </message>
    <message>
        <source>只倾听</source>
        <translation>Just listen</translation>
    </message>
    <message>
        <source>只倾听和温和建议要更大的模型才做得到。</source>
        <translation>Just listening and gentle suggestions need a larger model.</translation>
    </message>
    <message>
        <source>只回复</source>
        <translation>Reply only</translation>
    </message>
    <message>
        <source>只记录</source>
        <translation>Only keep</translation>
    </message>
    <message>
        <source>回复</source>
        <translation>Replies</translation>
    </message>
    <message>
        <source>回复最多写多久</source>
        <translation>Longest time for a reply</translation>
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
        <source>回复的语气</source>
        <translation>Tone of replies</translation>
    </message>
    <message>
        <source>在今天的日记下面，看到往年这一天写的。难过的日子默认不出现。</source>
        <translation>Below today&apos;s diary, what you wrote on this day in earlier years. Sad days are left out by default.</translation>
    </message>
    <message>
        <source>在这之前写的算前一天。只影响以后写的，已有的日期不变。</source>
        <translation>What you write earlier than this belongs to the day before. Existing entries don&apos;t move.</translation>
    </message>
    <message>
        <source>导入、导出与备份</source>
        <translation>Import, export and backups</translation>
    </message>
    <message>
        <source>开</source>
        <translation>On</translation>
    </message>
    <message>
        <source>心情</source>
        <translation>Mood</translation>
    </message>
    <message>
        <source>心情最多想多久</source>
        <translation>Longest time for a mood</translation>
    </message>
    <message>
        <source>心情标签</source>
        <translation>Mood labels</translation>
    </message>
    <message>
        <source>快捷键</source>
        <translation>Keyboard shortcuts</translation>
    </message>
    <message>
        <source>总是</source>
        <translation>Always</translation>
    </message>
    <message>
        <source>所有内容都在这个文件夹里，可以移动到别的文件夹。</source>
        <translation>Everything is in this folder and can be moved to another.</translation>
    </message>
    <message>
        <source>所有文字一起放大或缩小。</source>
        <translation>Makes all text larger or smaller.</translation>
    </message>
    <message>
        <source>所有的日子</source>
        <translation>All days</translation>
    </message>
    <message>
        <source>打开…</source>
        <translation>Open…</translation>
    </message>
    <message>
        <source>打开时看到</source>
        <translation>Open with</translation>
    </message>
    <message>
        <source>打开程序时先到哪一页。</source>
        <translation>The page the program opens with.</translation>
    </message>
    <message>
        <source>托盘图标</source>
        <translation>Tray icon</translation>
    </message>
    <message>
        <source>换成一句说明</source>
        <translation>Replace the sentence</translation>
    </message>
    <message>
        <source>接电源时</source>
        <translation>When plugged in</translation>
    </message>
    <message>
        <source>改了以后，模型会重新醒来一次。</source>
        <translation>After a change the model starts again.</translation>
    </message>
    <message>
        <source>敏感词</source>
        <translation>Sensitive words</translation>
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
        <source>日记存在这里</source>
        <translation>Where the diary is kept</translation>
    </message>
    <message>
        <source>是提问或闲聊，就只回复、不标心情。要更大的模型；会慢一点，也会看错。</source>
        <translation>A question or small talk gets a reply but no mood. Needs a larger model; it takes longer and may be wrong.</translation>
    </message>
    <message>
        <source>最多用几个线程</source>
        <translation>Threads, at most</translation>
    </message>
    <message>
        <source>有</source>
        <translation>On</translation>
    </message>
    <message>
        <source>模型</source>
        <translation>Models</translation>
    </message>
    <message>
        <source>模型与性能</source>
        <translation>Model and performance</translation>
    </message>
    <message>
        <source>模型文件夹</source>
        <translation>Model folder</translation>
    </message>
    <message>
        <source>模型的回复里出现粗口或露骨的词时，把那一句换成一句说明。你写的从不改动。</source>
        <translation>When a reply holds abusive or explicit words, that sentence is replaced by a note. What you write is never changed.</translation>
    </message>
    <message>
        <source>没有</source>
        <translation>Off</translation>
    </message>
    <message>
        <source>没有账号，没有统计；除非你自己点下载，没有什么会离开这台电脑。日志里没有你写的字。这里数着程序打开过几个连接。</source>
        <translation>No account, no statistics; nothing leaves this computer unless you press a download button. The log holds none of your words. The connections the program has opened are counted here.</translation>
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
        <source>温和建议</source>
        <translation>Gentle suggestion</translation>
    </message>
    <message>
        <source>版本、许可证、自带模型的说明，数据和日志的文件夹。</source>
        <translation>Versions, licences, about the bundled model, the data and log folders.</translation>
    </message>
    <message>
        <source>界面用的语言，马上换过来。</source>
        <translation>The language of the window; it changes at once.</translation>
    </message>
    <message>
        <source>看、改、试每个任务的提示词，选用哪一组标签标心情。</source>
        <translation>See, change and try each task&apos;s prompt; choose which labels are used for moods.</translation>
    </message>
    <message>
        <source>精度</source>
        <translation>Precision</translation>
    </message>
    <message>
        <source>自动</source>
        <translation>Automatic</translation>
    </message>
    <message>
        <source>自动会自己试出最快的。别的程序忙的时候，都会少用。</source>
        <translation>Automatic finds the fastest number by trying. Whatever you choose, fewer are used while other programs are busy.</translation>
    </message>
    <message>
        <source>自动用体检选的。float32 最细，最占内存；int8 最省，回复可能略有不同。</source>
        <translation>Automatic uses what the check-up chose. float32 is the finest and takes the most memory; int8 takes the least, and replies may differ a little.</translation>
    </message>
    <message>
        <source>要有权重、词表和配置，不会被改动。启动时用 --model 另选的，那一次以它为准。</source>
        <translation>A folder with weights, vocabulary and configuration; it is never changed. For one run, --model at the start takes precedence.</translation>
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
        <source>过几分钟没人用，就把内存还给系统；一写就醒，写的照样马上保存。单位是分钟。</source>
        <translation>In minutes. After that long without use, the model&apos;s memory is given back. It wakes when you write; what you write is saved at once as ever.</translation>
    </message>
    <message>
        <source>通用</source>
        <translation>General</translation>
    </message>
    <message>
        <source>那年今天</source>
        <translation>On this day</translation>
    </message>
    <message>
        <source>量一量哪种精度最适合这台电脑和这个模型。</source>
        <translation>Measures which precision suits this computer and this model.</translation>
    </message>
    <message>
        <source>闲着就让模型睡</source>
        <translation>Let an idle model sleep</translation>
    </message>
    <message>
        <source>随模型</source>
        <translation>As the model likes</translation>
    </message>
    <message>
        <source>隐私</source>
        <translation>Privacy</translation>
    </message>
    <message>
        <source>颜色</source>
        <translation>Colours</translation>
    </message>
</context>
<context>
    <name>shortcuts</name>
    <message>
        <source>今天</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>停下正在写的回复</source>
        <translation>Stop the reply</translation>
    </message>
    <message>
        <source>写一则</source>
        <translation>Write an entry</translation>
    </message>
    <message>
        <source>到处</source>
        <translation>Everywhere</translation>
    </message>
    <message>
        <source>前一天</source>
        <translation>The day before</translation>
    </message>
    <message>
        <source>去今天</source>
        <translation>Go to Today</translation>
    </message>
    <message>
        <source>去心情</source>
        <translation>Go to Mood</translation>
    </message>
    <message>
        <source>去日记</source>
        <translation>Go to Diary</translation>
    </message>
    <message>
        <source>去设置</source>
        <translation>Go to Settings</translation>
    </message>
    <message>
        <source>发送</source>
        <translation>Send</translation>
    </message>
    <message>
        <source>后一天</source>
        <translation>The day after</translation>
    </message>
    <message>
        <source>回到今天</source>
        <translation>Back to today</translation>
    </message>
    <message>
        <source>回到设置</source>
        <translation>Back to settings</translation>
    </message>
    <message>
        <source>往前翻，往后翻</source>
        <translation>Page up, page down</translation>
    </message>
    <message>
        <source>总结、翻译等任务</source>
        <translation>Summaries, translations and other tasks</translation>
    </message>
    <message>
        <source>总结这一天等任务</source>
        <translation>Summarise this day, and other tasks</translation>
    </message>
    <message>
        <source>打开或收起日子</source>
        <translation>Show or hide the days</translation>
    </message>
    <message>
        <source>换行</source>
        <translation>New line</translation>
    </message>
    <message>
        <source>搜索日记；在设置里找一项设置</source>
        <translation>Search the diary; on the settings page, find a setting</translation>
    </message>
    <message>
        <source>撤销上一步</source>
        <translation>Undo the last step</translation>
    </message>
    <message>
        <source>放进回收站</source>
        <translation>Move to the trash</translation>
    </message>
    <message>
        <source>新话题</source>
        <translation>New topic</translation>
    </message>
    <message>
        <source>日记</source>
        <translation>Diary</translation>
    </message>
    <message>
        <source>日记里的一则</source>
        <translation>An entry in the diary</translation>
    </message>
    <message>
        <source>标签</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>每次请求的数字</source>
        <translation>Figures of each request</translation>
    </message>
    <message>
        <source>移到另一天</source>
        <translation>Move to another day</translation>
    </message>
    <message>
        <source>编辑</source>
        <translation>Edit</translation>
    </message>
    <message>
        <source>记下来，不要回复</source>
        <translation>Keep without a reply</translation>
    </message>
    <message>
        <source>设置</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>较早的版本</source>
        <translation>Earlier versions</translation>
    </message>
    <message>
        <source>需要帮助</source>
        <translation>Need help</translation>
    </message>
</context>
<context>
    <name>tags</name>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
</context>
<context>
    <name>tasks</name>
    <message>
        <source>prior 要么每个标签都写，要么都不写。</source>
        <translation>either all labels have a prior, or none.</translation>
    </message>
    <message>
        <source>{detail} 的种类不能改。</source>
        <translation>the kind of {detail} can&apos;t be changed.</translation>
    </message>
    <message>
        <source>{file} 第 {n} 行</source>
        <translation>{file} line {n}</translation>
    </message>
    <message>
        <source>{where}（{key}）</source>
        <translation>{where} ({key})</translation>
    </message>
    <message>
        <source>{where}：{reason}</source>
        <translation>{where}: {reason}</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>不合 TOML 的写法：{detail}。</source>
        <translation>not valid TOML: {detail}.</translation>
    </message>
    <message>
        <source>不回复</source>
        <translation>No reply</translation>
    </message>
    <message>
        <source>不是 UTF-8 文字。</source>
        <translation>not UTF-8 text.</translation>
    </message>
    <message>
        <source>不是普通文件。</source>
        <translation>not a regular file.</translation>
    </message>
    <message>
        <source>不能是空的。</source>
        <translation>must not be empty.</translation>
    </message>
    <message>
        <source>今天</source>
        <translation>today</translation>
    </message>
    <message>
        <source>先回复，后心情</source>
        <translation>Reply, then mood</translation>
    </message>
    <message>
        <source>先心情，后回复</source>
        <translation>Mood, then reply</translation>
    </message>
    <message>
        <source>写了 prior，就不能再要 calibrate。</source>
        <translation>calibrate and prior exclude each other.</translation>
    </message>
    <message>
        <source>到 {day} 的 7 天</source>
        <translation>7 days up to {day}</translation>
    </message>
    <message>
        <source>到了时间上限，先写到这里</source>
        <translation>Stopped at the time limit</translation>
    </message>
    <message>
        <source>到了最长长度，先写到这里</source>
        <translation>Stopped at the longest length</translation>
    </message>
    <message>
        <source>到这一天的 7 天</source>
        <translation>The 7 days up to it</translation>
    </message>
    <message>
        <source>只倾听</source>
        <translation>Just listen</translation>
    </message>
    <message>
        <source>只回复</source>
        <translation>Reply only</translation>
    </message>
    <message>
        <source>只能是 {detail} 中的。</source>
        <translation>must be among {detail}.</translation>
    </message>
    <message>
        <source>只能用字母、数字、- 和 _，最多 40 个。</source>
        <translation>letters, digits, - and _ only, 40 at most.</translation>
    </message>
    <message>
        <source>只记录</source>
        <translation>Only keep</translation>
    </message>
    <message>
        <source>命令里不能有空白和斜杠。</source>
        <translation>a command can&apos;t hold spaces or slashes.</translation>
    </message>
    <message>
        <source>命令：{commands}</source>
        <translation>Commands: {commands}</translation>
    </message>
    <message>
        <source>和 {detail} 是同一个任务，只用那一个。</source>
        <translation>the same task as {detail}, which is used.</translation>
    </message>
    <message>
        <source>太多了，最多 {detail} 个。</source>
        <translation>too many, at most {detail}.</translation>
    </message>
    <message>
        <source>太大，最多 {detail}。</source>
        <translation>too large, at most {detail}.</translation>
    </message>
    <message>
        <source>开始重复同样的话，已在这里停下</source>
        <translation>It began to repeat itself and was stopped here</translation>
    </message>
    <message>
        <source>提示词文件有错，仍用上一次好的内容。改好保存就会生效。</source>
        <translation>A prompt file has a mistake; the last good version stays in use. The file counts again once it is corrected and saved.</translation>
    </message>
    <message>
        <source>最近 7 天</source>
        <translation>last 7 days</translation>
    </message>
    <message>
        <source>本周</source>
        <translation>this-week</translation>
    </message>
    <message>
        <source>没有这样的项，请检查拼写。</source>
        <translation>there is no such key; please check the spelling.</translation>
    </message>
    <message>
        <source>温和建议</source>
        <translation>Gentle suggestion</translation>
    </message>
    <message>
        <source>缺少这一项。</source>
        <translation>is missing.</translation>
    </message>
    <message>
        <source>至少一个标签要有 valence，日记才知道好坏。</source>
        <translation>at least one label needs a valence, so that the diary knows good from bad.</translation>
    </message>
    <message>
        <source>至少要两个不同的标签。</source>
        <translation>at least two different labels are needed.</translation>
    </message>
    <message>
        <source>要像 0.5B、7M，或 any。</source>
        <translation>must look like 0.5B or 7M, or be any.</translation>
    </message>
    <message>
        <source>要在 {detail} 之间。</source>
        <translation>must be within {detail}.</translation>
    </message>
    <message>
        <source>要恰好用到这些变量：{detail}。</source>
        <translation>must use exactly these variables: {detail}.</translation>
    </message>
    <message>
        <source>要是 true 或 false。</source>
        <translation>must be true or false.</translation>
    </message>
    <message>
        <source>要是一个表。</source>
        <translation>must be a table.</translation>
    </message>
    <message>
        <source>要是一组文字。</source>
        <translation>must be a list of texts.</translation>
    </message>
    <message>
        <source>要是一组表，每个以双方括号开头。</source>
        <translation>must be tables, each begun by double brackets.</translation>
    </message>
    <message>
        <source>要是数字。</source>
        <translation>must be a number.</translation>
    </message>
    <message>
        <source>要是整数。</source>
        <translation>must be a whole number.</translation>
    </message>
    <message>
        <source>要是文字。</source>
        <translation>must be text.</translation>
    </message>
    <message>
        <source>语气随模型</source>
        <translation>As the model likes</translation>
    </message>
    <message>
        <source>读不出来。{detail}</source>
        <translation>can&apos;t be read. {detail}</translation>
    </message>
    <message>
        <source>还有 {n} 处。</source>
        <translation>{n} more.</translation>
    </message>
    <message>
        <source>这一天</source>
        <translation>This day</translation>
    </message>
    <message>
        <source>这个模型没学过，需要更大的模型</source>
        <translation>not learned by this model; a larger one is needed</translation>
    </message>
    <message>
        <source>里面有不是标签的词。</source>
        <translation>contains a word that isn&apos;t a label.</translation>
    </message>
    <message>
        <source>需要更大的模型（{size} 以上）</source>
        <translation>needs a larger model ({size} or more)</translation>
    </message>
</context>
<context>
    <name>terminal</name>
    <message>
        <source>--since {since} 在 --until {until} 之后，没有这样的日子。</source>
        <translation>--since {since} is after --until {until}: there are no such days.</translation>
    </message>
    <message>
        <source>{n} 则</source>
        <translation>entries: {n}</translation>
    </message>
    <message>
        <source>{task}：{needs}。用 --model DIR 或在设置里换一个。</source>
        <translation>{task}: {needs}. Choose another with --model DIR or in the settings.</translation>
    </message>
    <message>
        <source>“{task}”只看文字，不看日子。</source>
        <translation>The task {task} works on texts only, not on days.</translation>
    </message>
    <message>
        <source>下面是其中 {n} 则；--limit 和 --offset 看别的。</source>
        <translation>Shown here: {n}; --limit and --offset show others.</translation>
    </message>
    <message>
        <source>不知道算多少，图表里先不算；可以用 --map {name}=0（-2 到 2）告诉它</source>
        <translation>its value isn&apos;t known, so charts leave it out; set it with --map {name}=0 (-2 to 2)</translation>
    </message>
    <message>
        <source>从这里起是新话题。</source>
        <translation>A new topic begins here.</translation>
    </message>
    <message>
        <source>会导入 {new} 则；已有 {existing} 则，跳过 {skipped} 处。</source>
        <translation>Would be imported: {new}. Here already: {existing}. Skipped: {skipped}.</translation>
    </message>
    <message>
        <source>其中 {n} 则在回收站里；这个文件什么都不漏。</source>
        <translation>In the trash, of these: {n}; this file leaves nothing out.</translation>
    </message>
    <message>
        <source>写点什么吧。{new} 新话题，{quit} 离开。</source>
        <translation>Write something. {new} starts a new topic, {quit} leaves.</translation>
    </message>
    <message>
        <source>导入了 {new} 则；已有 {existing} 则，跳过 {skipped} 处。</source>
        <translation>Imported: {new}. Here already: {existing}. Skipped: {skipped}.</translation>
    </message>
    <message>
        <source>导出了 {n} 则到 {path}</source>
        <translation>Exported to {path}: {n}</translation>
    </message>
    <message>
        <source>找到 {n} 则</source>
        <translation>Found: {n}</translation>
    </message>
    <message>
        <source>文字太长，模型只读了开头和结尾。</source>
        <translation>The text is too long: the model read its beginning and its end only.</translation>
    </message>
    <message>
        <source>日记完好，但搜索目录不对；check --repair 会重做它。</source>
        <translation>The diary is sound, but its search index is not; check --repair rebuilds it.</translation>
    </message>
    <message>
        <source>日记完好，共 {n} 则。</source>
        <translation>The diary is sound. Entries: {n}.</translation>
    </message>
    <message>
        <source>日记完好，搜索目录已经重做。</source>
        <translation>The diary is sound; its search index was rebuilt.</translation>
    </message>
    <message>
        <source>日记文件有损坏。什么都没有改动；restore 可以换回最近一份完好的备份。</source>
        <translation>The diary&apos;s file is damaged. Nothing was changed; restore puts the newest sound backup in its place.</translation>
    </message>
    <message>
        <source>日记现在是 {name} 的样子。原来的已经另外放好，restore --undo 可以换回来。</source>
        <translation>The diary is now as in {name}. What it was before is kept aside; restore --undo brings it back.</translation>
    </message>
    <message>
        <source>最近的备份：{name}</source>
        <translation>Newest backup: {name}</translation>
    </message>
    <message>
        <source>没有任务 {name}。有：{tasks}</source>
        <translation>There is no task {name}. These exist: {tasks}</translation>
    </message>
    <message>
        <source>没有命令 {command}。有 {new} 和 {quit}。</source>
        <translation>There is no command {command}. These exist: {new} and {quit}.</translation>
    </message>
    <message>
        <source>没有文字可做。</source>
        <translation>There is no text to work on.</translation>
    </message>
    <message>
        <source>还没有备份。</source>
        <translation>There is no backup yet.</translation>
    </message>
    <message>
        <source>那几天还没有写下什么，没有可做的。</source>
        <translation>Nothing was written on those days, so there is nothing to do.</translation>
    </message>
    <message>
        <source>那天没有写下什么。</source>
        <translation>Nothing was written that day.</translation>
    </message>
    <message>
        <source>（较早的 {n} 句没有再带给模型）</source>
        <translation>(Earlier messages the model did not read: {n})</translation>
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
        <translation>Left unfinished last time</translation>
    </message>
    <message>
        <source>体检中</source>
        <translation>Check-up</translation>
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
        <source>模型在体检，可以先写</source>
        <translation>Check-up under way; you can write already</translation>
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
        <source>模型睡着了，一写就醒</source>
        <translation>The model sleeps; it wakes when you write</translation>
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
        <source>看作提问或闲聊，没有标心情</source>
        <translation>Taken as a question or small talk, so no mood was named</translation>
    </message>
    <message>
        <source>睡着了</source>
        <translation>Asleep</translation>
    </message>
    <message>
        <source>较早的 {n} 句没有再带给模型</source>
        <translation>Earlier messages the model did not read: {n}</translation>
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
    <name>usage</name>
    <message>
        <source>%(argument_name)s：%(message)s</source>
        <translation>%(argument_name)s: %(message)s</translation>
    </message>
    <message>
        <source>%(option)s 没有写全，可能是 %(matches)s</source>
        <translation>%(option)s is cut short; it could be %(matches)s</translation>
    </message>
    <message>
        <source>{command}：{why}
怎么写，看这里：{command} --help</source>
        <translation>{command}: {why}
For help: {command} --help</translation>
    </message>
    <message>
        <source>{text} 不是 -2 到 2 之间的数</source>
        <translation>{text} is not a number from -2 to 2</translation>
    </message>
    <message>
        <source>{text} 不是“名字=数”；比如 开心=2</source>
        <translation>{text} is not NAME=NUMBER; for example happy=2</translation>
    </message>
    <message>
        <source>{text} 不是从 1 起的整数</source>
        <translation>{text} is not a whole number from 1 up</translation>
    </message>
    <message>
        <source>{text} 不是整数</source>
        <translation>{text} is not a whole number</translation>
    </message>
    <message>
        <source>{text} 不是日期；要写成 2026-11-21 这样</source>
        <translation>{text} is not a date like 2026-11-21</translation>
    </message>
    <message>
        <source>不能和 %s 一起用</source>
        <translation>it cannot be used together with %s</translation>
    </message>
    <message>
        <source>不能是 %(value)r</source>
        <translation>it cannot be %(value)r</translation>
    </message>
    <message>
        <source>不认识 %s</source>
        <translation>not known: %s</translation>
    </message>
    <message>
        <source>单独一个“/”不算一则；让模型做一件事，用 do 这个命令</source>
        <translation>a slash alone is no entry; to give the model a task, use the command do</translation>
    </message>
    <message>
        <source>后面不能有值，却写了 %r</source>
        <translation>it takes no value, but %r was given</translation>
    </message>
    <message>
        <source>后面最多写一个值</source>
        <translation>at most one value may follow</translation>
    </message>
    <message>
        <source>后面至少要写一个值</source>
        <translation>at least one value must follow</translation>
    </message>
    <message>
        <source>后面要写一个值</source>
        <translation>a value must follow</translation>
    </message>
    <message>
        <source>后面要写的值的个数：%s</source>
        <translation>so many values must follow: %s</translation>
    </message>
    <message>
        <source>打不开 %(filename)s：%(error)s</source>
        <translation>%(filename)s cannot be opened: %(error)s</translation>
    </message>
    <message>
        <source>没有 %(parser_name)r；可以是 %(choices)s</source>
        <translation>there is no %(parser_name)r; choose from %(choices)s</translation>
    </message>
    <message>
        <source>没有 %(value)r，是不是 %(closest)r？可以是 %(choices)s</source>
        <translation>there is no %(value)r; did you mean %(closest)r? Choose from %(choices)s</translation>
    </message>
    <message>
        <source>没有 %(value)r；可以是 %(choices)s</source>
        <translation>there is no %(value)r; choose from %(choices)s</translation>
    </message>
    <message>
        <source>没有精度 {text}；可以是 {known}</source>
        <translation>there is no precision {text}; choose from {known}</translation>
    </message>
    <message>
        <source>缺少 %s</source>
        <translation>%s is missing</translation>
    </message>
    <message>
        <source>缺少其中一个：%s</source>
        <translation>one of these is missing: %s</translation>
    </message>
    <message>
        <source>里面没有字</source>
        <translation>there is nothing in it</translation>
    </message>
</context>
<context>
    <name>wording</name>
    <message>
        <source>内存不够了，这次没有回复。日记已保存；关掉一些程序再试。</source>
        <translation>There is not enough memory, so there is no reply this time. Your entry is saved; close some programs and try again.</translation>
    </message>
    <message>
        <source>内存不够，体检没有做完，仍用原来的精度。关掉一些程序，再试一次。</source>
        <translation>There was not enough memory to finish the check-up; the precision stays as it was. Close some programs and try again.</translation>
    </message>
    <message>
        <source>只能加普通的 LoRA，这个是别的种类，没有加上。可以先用 peft 把它合并进模型，再选合并好的文件夹。</source>
        <translation>Only plain LoRA can be added; this is another kind and was not added. Merge it into the model with peft and choose the merged folder.</translation>
    </message>
    <message>
        <source>存不进去，文件还是原来的。请检查数据文件夹能否写入。</source>
        <translation>It can&apos;t be saved; the file is as it was. Please check that the data folder can be written to.</translation>
    </message>
    <message>
        <source>导出的文件写不下去，没有留下半个文件。请检查那里能否写入、空间够不够。</source>
        <translation>The export couldn&apos;t be written, and no half of it is left. Check that the place can be written to and has room.</translation>
    </message>
    <message>
        <source>心情没有在限定的时间里得出，这一则先没有标签。时间可以在设置里放宽，也可以自己标上。</source>
        <translation>The mood was not found in time, so this entry has no label yet. The settings allow more time, or you can choose one yourself.</translation>
    </message>
    <message>
        <source>找不到这个模型文件夹，或里面缺了文件。日记照常可写；请另选一个，或用自带的模型。</source>
        <translation>This model folder isn&apos;t there, or a file in it is missing. You can write as before; choose another one, or the bundled model.</translation>
    </message>
    <message>
        <source>换上备份</source>
        <translation>Use the backup</translation>
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
        <source>日记搬到了别处，但记着它在哪里的小文件不见了，或读不出来；没有另开新的日记。请用 --data-dir 指出它的文件夹，或打开窗口选。</source>
        <translation>The diary was moved, but the small file that says where is gone or can&apos;t be read; no new diary was begun. Name its folder with --data-dir, or open the window and choose it.</translation>
    </message>
    <message>
        <source>日记放在下面这个文件夹里，现在找不到它；没有另开新的日记。请把那块盘插好再试；它若在别处，用 --data-dir 指出来，或打开窗口选它的文件夹、用旧的一份、另开一本。</source>
        <translation>The diary is kept in the folder below, which can&apos;t be found now; no new diary was begun. Plug that disk in and try again. If it is elsewhere, name its folder with --data-dir, or open the window to choose it, use the old copy, or begin a new one.</translation>
    </message>
    <message>
        <source>日记文件有损坏，所以不再写入；文件已另外复制了一份。没发出的文字请先复制，再重新打开程序，那时可以换上完好的备份。</source>
        <translation>The diary&apos;s file is damaged, so nothing more is written to it; a copy was put aside. Copy what you have not sent yet, then open the program again: it will offer a sound backup.</translation>
    </message>
    <message>
        <source>日记文件读不出来，可能已损坏。它原样留着，另外也复制了一份。{when} 的备份完好，要换上它吗？</source>
        <translation>The diary&apos;s file can&apos;t be read and may be damaged. It is left as it is, and a copy was put aside. The backup of {when} is sound. Put it in its place?</translation>
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
        <source>没有换，仍用原来的模型。</source>
        <translation>Nothing was changed: the model from before stays in use.</translation>
    </message>
    <message>
        <source>没有这个备份。用 backup --list 看看有哪些。</source>
        <translation>There is no such backup. See backup --list for what there is.</translation>
    </message>
    <message>
        <source>磁盘满了，这一则还没有存进日记。请腾出一点空间再试，文字还在窗口里。</source>
        <translation>The disk is full, and this entry is not in the diary yet. Please free some space and try again; your text is still in the window.</translation>
    </message>
    <message>
        <source>程序出了错，体检没有做完，仍用原来的精度。可以再试一次，或换一个模型。</source>
        <translation>Something went wrong in the program, so the check-up was not finished; the precision stays as it was. Try again, or choose another model.</translation>
    </message>
    <message>
        <source>程序出错了。写下的都已保存，没发出的也存成了草稿；可以继续，要是不对劲，请重新打开程序。</source>
        <translation>Something went wrong in the program. All you wrote is saved, what is unsent as a draft; you can go on, and if anything seems off, open the program again.</translation>
    </message>
    <message>
        <source>程序出错了，这次没有回复。日记已保存；可以再试一次。</source>
        <translation>Something went wrong, so there is no reply this time. Your entry is saved; you can try again.</translation>
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
        <source>这不是 PEFT 格式的适配器，或者文件不完整，没有加上。文件夹里要有 adapter_config.json 和 adapter_model.safetensors。</source>
        <translation>This is no adapter in PEFT&apos;s format, or its files are incomplete; it was not added. The folder needs adapter_config.json and adapter_model.safetensors.</translation>
    </message>
    <message>
        <source>这不是能运行的模型：只认 Qwen2 和 Qwen3 这两类。日记照常可写；请另选一个，或用自带的模型。它的种类：</source>
        <translation>This model can&apos;t be run here: only the kinds Qwen2 and Qwen3 can. You can write as before; choose another one, or the bundled model. Its kind:</translation>
    </message>
    <message>
        <source>这个值不能用，已改回原来的。</source>
        <translation>This value can&apos;t be used; the earlier one is back.</translation>
    </message>
    <message>
        <source>这个文件夹里有打开时会运行代码的文件，所以不用它。日记照常可写；请选只有 safetensors 权重的，或用自带的模型。里面有：</source>
        <translation>This folder holds a file that may run code when it is opened, so it isn&apos;t used. You can write as before; choose one with safetensors weights only, or the bundled model. In it:</translation>
    </message>
    <message>
        <source>这个文件夹里没有日记，也没有新开一本。写下第一则，它就有了；它若在别处，用 --data-dir 指出那个文件夹；若有备份，用 restore 换上。</source>
        <translation>There is no diary in this folder, and none was begun. It begins with its first entry; if it is elsewhere, name its folder with --data-dir; if there is a backup, put it in place with restore.</translation>
    </message>
    <message>
        <source>这个文件夹里没有模型的权重（.safetensors 文件）。日记照常可写；请另选一个，或用自带的模型。</source>
        <translation>This folder holds no weights of a model (.safetensors files). You can write as before; choose another one, or the bundled model.</translation>
    </message>
    <message>
        <source>这个文件夹里的日记已经搬走了，这里只留着一个记号。请不带 --data-dir 打开程序，或指出它现在的文件夹。</source>
        <translation>The diary that was in this folder has moved; only a mark is left here. Open the program without --data-dir, or name the folder it is in now.</translation>
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
        <source>这个适配器不能用，没有加上。</source>
        <translation>This adapter can&apos;t be used; it was not added.</translation>
    </message>
    <message>
        <source>这个适配器是给另一个模型的，没有加上。请先换成它的模型，或选另一个适配器。它的模型：</source>
        <translation>This adapter is for another model and was not added. Change to its model first, or choose another adapter. Its model:</translation>
    </message>
    <message>
        <source>这本日记是更新版本的程序写的。请升级程序；日记没有被改动。</source>
        <translation>This diary was written by a newer version of the program. Please update the program; the diary was not changed.</translation>
    </message>
    <message>
        <source>这里打不开窗口。</source>
        <translation>A window can&apos;t be opened here.</translation>
    </message>
    <message>
        <source>适配器改的部分不是注意力和前馈层的矩阵，没有加上。请选只改这些层的。它改的是：</source>
        <translation>The adapter changes more than the matrices of attention and feed-forward layers; it was not added. Choose one that changes only those. It changes:</translation>
    </message>
    <message>
        <source>适配器的秩（rank）和它自己的说明对不上，没有加上。请换一份完整的。</source>
        <translation>The adapter&apos;s rank is not what its own configuration says; it was not added. Get a complete copy.</translation>
    </message>
    <message>
        <source>适配器里有算不出来的数，没有加上。请换一份。</source>
        <translation>The adapter holds numbers that can&apos;t be computed with; it was not added. Get another copy.</translation>
    </message>
    <message>
        <source>那里已经有东西了，没有覆盖它。请换一个名字。</source>
        <translation>Something is there already, and it was not overwritten. Choose another name.</translation>
    </message>
</context>
</TS>
