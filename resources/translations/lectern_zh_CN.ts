<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>lectern::core</name>
    <message>
        <source>This question does not read like the language &apos;en&apos; that the reader was trained on; its answer may be wrong.</source>
        <translation>这个问题看起来不是英文，而阅读器只学过英文；答案可能有误。</translation>
    </message>
    <message>
        <source>This text does not read like the language &apos;en&apos; that the reader was trained on; its answers may be wrong.</source>
        <translation>这段文字看起来不是英文，而阅读器只学过英文；答案可能有误。</translation>
    </message>
    <message>
        <source>“%1” was read as “%2”.</source>
        <translation>“%1”按“%2”来读。</translation>
    </message>
    <message>
        <source>cannot open &apos;%1&apos;: %2</source>
        <translation>无法打开“%1”：%2</translation>
    </message>
    <message>
        <source>cannot read &apos;%1&apos;: %2</source>
        <translation>无法读取“%1”：%2</translation>
    </message>
    <message>
        <source>cannot write &apos;%1&apos;: %2</source>
        <translation>无法写入“%1”：%2</translation>
    </message>
    <message>
        <source>cannot write into the folder &apos;%1&apos;: %2</source>
        <translation>无法写入文件夹“%1”：%2</translation>
    </message>
    <message>
        <source>cannot read the folder &apos;%1&apos;: %2</source>
        <translation>无法读取文件夹“%1”：%2</translation>
    </message>
    <message>
        <source>cannot make the folder &apos;%1&apos;: %2</source>
        <translation>无法创建文件夹“%1”：%2</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is a folder; name a file in it</source>
        <translation>“%1”是文件夹；请选择其中的文件</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is a device or a pipe; save its content as a file first</source>
        <translation>“%1”是设备或管道；请先把它的内容保存为文件</translation>
    </message>
    <message>
        <source>&apos;%1&apos; holds no text</source>
        <translation>“%1”中没有文字</translation>
    </message>
    <message>
        <source>&apos;%1&apos; holds only pictures of its pages and no text; run text recognition (OCR) on it first</source>
        <translation>“%1”中只有页面的图片而没有文字；请先进行文字识别（OCR）</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is too large for this computer&apos;s memory</source>
        <translation>“%1”太大，这台计算机的内存放不下</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is too large: a document can have %2 MiB; split it into smaller ones</source>
        <translation>“%1”太大：一篇文档最多 %2 MiB；请拆分成较小的文档</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not what its name says: it holds no text, but bytes as of a picture or a program</source>
        <translation>“%1”与文件名不符：其中没有文字，而像是图片或程序的数据</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not a text: it holds bytes as of a picture, a program or an archive</source>
        <translation>“%1”不是文本：其中像是图片、程序或压缩包的数据</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is of a kind that cannot be read; these can: %2, and any other file of text</source>
        <translation>“%1”的类型无法读取；可以读取的有：%2，以及其他任何文本文件</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is protected by a password; save a copy without one and open that</source>
        <translation>“%1”有密码保护；请另存一份不带密码的副本再打开</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is protected in a way that cannot be read; save a copy without protection</source>
        <translation>“%1”的保护方式无法读取；请另存一份不带保护的副本</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is locked by its seller (DRM), so that only their programs can read it</source>
        <translation>“%1”被卖方加了锁（DRM），只有他们的程序才能读取</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is of the old kind of Word&apos;s documents; save it as .docx and open that</source>
        <translation>“%1”是旧式的 Word 文档；请另存为 .docx 再打开</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is in Rich Text Format; save it as a Word document (.docx) and open that</source>
        <translation>“%1”是 RTF 格式；请另存为 Word 文档（.docx）再打开</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is an e-mail, or a web page saved as one file; save it as text or as a web page (.html) and open that</source>
        <translation>“%1”是电子邮件，或保存为单个文件的网页；请另存为文本或网页（.html）再打开</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is damaged</source>
        <translation>“%1”已损坏</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is damaged: it names no text</source>
        <translation>“%1”已损坏：其中没有指明正文</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is damaged: &apos;%2&apos; is missing in it</source>
        <translation>“%1”已损坏：其中缺少“%2”</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is damaged: it begins as an archive, but the files in it cannot be found</source>
        <translation>“%1”已损坏：开头是压缩包，但找不到其中的文件</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is damaged: it begins as a PDF, but its pages cannot be found in it</source>
        <translation>“%1”已损坏：开头是 PDF，但找不到其中的页面</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is damaged: none of the chapters that it names is in it</source>
        <translation>“%1”已损坏：它列出的章节一章也不在其中</translation>
    </message>
</context>
<context>
    <name>lectern::dialogs</name>
    <message>
        <source>About Lectern</source>
        <translation>关于 Lectern</translation>
    </message>
    <message>
        <source>&lt;h3&gt;Lectern %1&lt;/h3&gt;&lt;p&gt;Reads your documents and answers questions with the exact passage. Everything stays on this computer.&lt;/p&gt;</source>
        <translation>&lt;h3&gt;Lectern %1&lt;/h3&gt;&lt;p&gt;阅读您的文档，用原文回答问题。一切都留在本机上。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Made with Qt %1, qpdf, LibTorch, OpenBLAS, oneDNN, ICU, Snowball, libxml2, libzip, md4c, nlohmann/json, libcsv, SQLite, OpenSSL and CLI11.&lt;/p&gt;&lt;p&gt;Lectern&apos;s own source is under the Apache License 2.0. The LibTorch of Debian loads libraries under the GPL (x264, and Poppler by way of OpenCV), so a package that bundled them would be under the GPL as a whole; this one bundles none. Readers and sample texts made from Wikipedia carry CC BY-SA 4.0.&lt;/p&gt;</source>
        <translation>&lt;p&gt;使用 Qt %1、qpdf、LibTorch、OpenBLAS、oneDNN、ICU、Snowball、libxml2、libzip、md4c、nlohmann/json、libcsv、SQLite、OpenSSL 和 CLI11 构建。&lt;/p&gt;&lt;p&gt;Lectern 自身的源代码采用 Apache 许可证 2.0。Debian 的 LibTorch 会加载 GPL 许可的库（x264，以及经由 OpenCV 的 Poppler），因此捆绑这些库的软件包整体须采用 GPL；本软件不捆绑任何库。由维基百科制作的阅读器和示例文本采用 CC BY-SA 4.0。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Make a document of the text that was copied</source>
        <translation>用复制的文本新建文档</translation>
    </message>
    <message>
        <source>Close the document</source>
        <translation>关闭文档</translation>
    </message>
    <message>
        <source>Write a question</source>
        <translation>输入问题</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>提问</translation>
    </message>
    <message>
        <source>Choose among the answers</source>
        <translation>在答案中选择</translation>
    </message>
    <message>
        <source>Questions asked before, from the question field</source>
        <translation>以前的问题（在问题框中）</translation>
    </message>
    <message>
        <source>History: search, ask again, remove</source>
        <translation>历史记录：搜索、再次提问、删除</translation>
    </message>
    <message>
        <source>Next and previous answer</source>
        <translation>下一个和上一个答案</translation>
    </message>
    <message>
        <source>Copy the answer with its source</source>
        <translation>复制答案及其出处</translation>
    </message>
    <message>
        <source>Save the answers with their sources</source>
        <translation>保存答案及其出处</translation>
    </message>
    <message>
        <source>Find in the document</source>
        <translation>在文档中查找</translation>
    </message>
    <message>
        <source>Size of the text</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <source>A PDF&apos;s pages, or its text alone</source>
        <translation>PDF 的页面，或仅文本</translation>
    </message>
    <message>
        <source>What the reader attends to, as a matrix</source>
        <translation>阅读器关注什么（矩阵）</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Stop; let go of a word; close find</source>
        <translation>停止；取消选中的词；关闭查找</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Go to a page</source>
        <translation>转到某一页</translation>
    </message>
    <message>
        <source>Next and previous document</source>
        <translation>下一个和上一个文档</translation>
    </message>
    <message>
        <source>Open documents, or a folder&apos;s</source>
        <translation>打开文档，或文件夹中的文档</translation>
    </message>
    <message>
        <source>Ask one document, its folder, or all that are open</source>
        <translation>询问一个文档、其所在文件夹或全部打开的文档</translation>
    </message>
</context>
<context>
    <name>lectern::dialogs::DocumentScope</name>
    <message>
        <source>This document: %1</source>
        <translation>当前文档：%1</translation>
    </message>
    <message>
        <source>Those that the questions name</source>
        <translation>问题所指定的文档</translation>
    </message>
    <message>
        <source>All open documents: %1</source>
        <translation>所有打开的文档：%1</translation>
    </message>
    <message>
        <source>Folder: %1</source>
        <translation>文件夹：%1</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>Folder…</source>
        <translation>文件夹…</translation>
    </message>
    <message>
        <source>Ask the documents in a folder</source>
        <translation>向文件夹中的文档提问</translation>
    </message>
    <message>
        <source>Open documents in %1: %2</source>
        <translation>“%1”中已打开的文档：%2 个</translation>
    </message>
</context>
<context>
    <name>lectern::dialogs::HistoryDialog</name>
    <message>
        <source>&amp;Keep questions and answers</source>
        <translation>保存问题和答案(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>删除(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Save as…</source>
        <translation>另存为(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Ask again</source>
        <translation>再次提问(&amp;A)</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史记录</translation>
    </message>
    <message>
        <source>Search questions, answers and documents</source>
        <translation>搜索问题、答案和文档</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Without it questions are answered as ever, and leave no trace</source>
        <translation>关闭后照常回答问题，但不留下记录</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>%1 — %2</source>
        <translation>%1 — %2</translation>
    </message>
    <message>
        <source>No answer found — %1</source>
        <translation>未找到答案 — %1</translation>
    </message>
    <message>
        <source>The nearest was “%1”: %2</source>
        <translation>最接近的是“%1”：%2</translation>
    </message>
    <message>
        <source>Questions and their answers will be listed here.</source>
        <translation>问题和答案将列在这里。</translation>
    </message>
    <message>
        <source>Questions are not kept.</source>
        <translation>不保存问题。</translation>
    </message>
    <message>
        <source>Nothing holds all of these words.</source>
        <translation>没有包含所有这些词的记录。</translation>
    </message>
    <message>
        <source>%1 questions</source>
        <translation>%1 个问题</translation>
    </message>
    <message>
        <source>This question	Del</source>
        <translation>此问题	Del</translation>
    </message>
    <message>
        <source>These questions…	Del</source>
        <translation>这些问题…	Del</translation>
    </message>
    <message>
        <source>All that was asked of “%1”…</source>
        <translation>对“%1”的所有提问…</translation>
    </message>
    <message>
        <source>Remove all questions that were asked of “%1”, and their answers?</source>
        <translation>删除对“%1”的所有提问及其答案？</translation>
    </message>
    <message>
        <source>All questions…</source>
        <translation>所有问题…</translation>
    </message>
    <message>
        <source>Remove all questions and their answers?</source>
        <translation>删除所有问题及其答案？</translation>
    </message>
    <message>
        <source>Remove these %1 questions and their answers?</source>
        <translation>删除这 %1 个问题及其答案？</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Save questions and answers</source>
        <translation>保存问题和答案</translation>
    </message>
    <message>
        <source>questions</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Markdown</source>
        <translation>Markdown</translation>
    </message>
    <message>
        <source>JSON lines</source>
        <translation>JSON Lines</translation>
    </message>
</context>
<context>
    <name>lectern::dialogs::QuestionFileDialog</name>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>开始回答</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Answer a file of questions</source>
        <translation>回答问题文件</translation>
    </message>
    <message>
        <source>“%1” is there already. Write the answers over it?</source>
        <translation>“%1”已存在。要用新的答案覆盖吗？</translation>
    </message>
    <message>
        <source>“%1” holds answers to %2 of these %3 questions. Go on from there, with the same documents?</source>
        <translation>“%1”已有 %3 个问题中 %2 个的答案。要用同样的文档继续吗？</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>覆盖</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Reading the questions…</source>
        <translation>正在读取问题…</translation>
    </message>
    <message>
        <source>The answers are not saved. Discard them?</source>
        <translation>答案尚未保存。要放弃吗？</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>答案</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Choose: %1</source>
        <translation>选择：%1</translation>
    </message>
    <message>
        <source>Where to save the answers, as CSV or JSON lines</source>
        <translation>答案保存到何处，CSV 或 JSON Lines</translation>
    </message>
    <message>
        <source>&amp;Questions</source>
        <translation>问题(&amp;Q)</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>&amp;Documents</source>
        <translation>文档(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Answers</source>
        <translation>答案(&amp;A)</translation>
    </message>
    <message>
        <source>%1 of %2 answered</source>
        <translation>已回答 %1/%2</translation>
    </message>
    <message>
        <source>Saved in %1. %2</source>
        <translation>已保存到 %1。%2</translation>
    </message>
    <message>
        <source>Stopped before the first answer</source>
        <translation>在第一个答案之前已停止</translation>
    </message>
    <message>
        <source>Stopped. Saved in %1. %2</source>
        <translation>已停止。已保存到 %1。%2</translation>
    </message>
    <message>
        <source>Answers: %1</source>
        <translation>答案：%1</translation>
    </message>
    <message>
        <source>no answer: %1</source>
        <translation>无答案：%1</translation>
    </message>
    <message>
        <source>failed: %1</source>
        <translation>失败：%1</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>%1 answers</source>
        <translation>%1 答案</translation>
    </message>
    <message>
        <source>Save the answers</source>
        <translation>保存答案</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>JSON lines</source>
        <translation>JSON Lines</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Text with one question a line, CSV, JSON lines or SQuAD’s JSON</source>
        <translation>每行一个问题的文本、CSV、JSON Lines 或 SQuAD 的 JSON</translation>
    </message>
    <message>
        <source>Questions (*.txt *.csv *.tsv *.jsonl *.json)</source>
        <translation>问题 (*.txt *.csv *.tsv *.jsonl *.json)</translation>
    </message>
    <message>
        <source>Report, a web page</source>
        <translation>报告（网页）</translation>
    </message>
    <message>
        <source>Questions answered</source>
        <translation>已回答的问题</translation>
    </message>
    <message>
        <source>SQuAD predictions, and beside them the probabilities of no answer</source>
        <translation>SQuAD 预测，并另存无答案的概率</translation>
    </message>
    <message>
        <source>Reading the documents…</source>
        <translation>正在读取文档…</translation>
    </message>
    <message>
        <source>Stopped. The answers cannot be saved in %1; save them elsewhere.</source>
        <translation>已停止。答案无法保存到 %1；请另存到别处。</translation>
    </message>
</context>
<context>
    <name>lectern::dialogs::SettingsDialog</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>How likely it must be that there is no answer before that is said</source>
        <translation>“没有答案”的可能性达到多少才这样说</translation>
    </message>
    <message>
        <source>always</source>
        <translation>总是</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>Reader</source>
        <translation>阅读器</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史记录</translation>
    </message>
    <message>
        <source>questions: %1 · %2</source>
        <translation>问题：%1 · %2</translation>
    </message>
    <message>
        <source>%1; no more are kept</source>
        <translation>%1；不再保存新的问题</translation>
    </message>
    <message>
        <source>“No answer found”</source>
        <translation>“未找到答案”</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>在本机上</translation>
    </message>
    <message>
        <source>&amp;As the reader was fitted</source>
        <translation>按阅读器的校准(&amp;A)</translation>
    </message>
    <message>
        <source>is loading</source>
        <translation>正在加载</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>How often this is said is a matter of the reader, and none is loaded.</source>
        <translation>多常这样说取决于阅读器，而目前没有加载阅读器。</translation>
    </message>
    <message>
        <source>Said where the reader holds it for more than %1 likely that what is asked holds no answer. The best guess is one click away.</source>
        <translation>当阅读器认为所问文档没有答案的可能性超过 %1 时显示。点击一下即可查看最佳猜测。</translation>
    </message>
    <message>
        <source>Never said: every question gets an answer, however unlikely.</source>
        <translation>从不显示：每个问题都会得到答案，无论可能性多小。</translation>
    </message>
    <message>
        <source>&amp;As the reader was fitted: %1</source>
        <translation>按阅读器的校准(&amp;A)：%1</translation>
    </message>
    <message>
        <source>Documents and questions are read here and sent nowhere. What was open, and what is set, is kept with the settings; questions and answers in the history (Ctrl+H); pasted texts beside it, until they are closed.</source>
        <translation>文档和问题只在本机读取，不会发送到任何地方。打开过的文档和各项设置保存在设置中；问题和答案保存在历史记录中 (Ctrl+H)；粘贴的文本保存在其旁，直到关闭为止。</translation>
    </message>
</context>
<context>
    <name>lectern::models</name>
    <message>
        <source>%1, p. %2 — %3</source>
        <translation>%1，第 %2 页 — %3</translation>
    </message>
    <message>
        <source>%1 — %2</source>
        <translation>%1 — %2</translation>
    </message>
    <message>
        <source>The reader found no answer. This is the nearest it came; read it with care.</source>
        <translation>阅读器没有找到答案。这是最接近的内容，请谨慎阅读。</translation>
    </message>
    <message>
        <source>Questions and answers</source>
        <translation>问题和答案</translation>
    </message>
    <message>
        <source>No answer found</source>
        <translation>未找到答案</translation>
    </message>
    <message>
        <source>%1: EM %2, F1 %3</source>
        <translation>%1：EM %2，F1 %3</translation>
    </message>
    <message>
        <source>All questions (%1)</source>
        <translation>全部问题（%1）</translation>
    </message>
    <message>
        <source>With an answer (%1)</source>
        <translation>有答案（%1）</translation>
    </message>
    <message>
        <source>Without one (%1)</source>
        <translation>无答案（%1）</translation>
    </message>
    <message>
        <source>Expected calibration error: %1</source>
        <translation>期望校准误差：%1</translation>
    </message>
    <message>
        <source>Share of right answers over confidence</source>
        <translation>各置信度下的正确率</translation>
    </message>
    <message>
        <source>%1 answers, confidence %2 %, right %3 %</source>
        <translation>%1 个答案，置信度 %2 %，正确率 %3 %</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>置信度</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>正确率</translation>
    </message>
    <message>
        <source>%1, under “%2” — %3</source>
        <translation>%1，“%2”一节 — %3</translation>
    </message>
</context>
<context>
    <name>lectern::models::AnswerModel</name>
    <message>
        <source>“%1” — %2, p. %3</source>
        <translation>“%1” — %2，第 %3 页</translation>
    </message>
    <message>
        <source>“%1” — %2</source>
        <translation>“%1” — %2</translation>
    </message>
    <message>
        <source>Answer %1: %2, confidence %3</source>
        <translation>答案 %1：%2，置信度 %3</translation>
    </message>
    <message>
        <source>“%1” — %2, under “%3”</source>
        <translation>“%1” — %2，“%3”一节</translation>
    </message>
</context>
<context>
    <name>lectern::models::BatchModel</name>
    <message>
        <source>%1, p. %2</source>
        <translation>%1，第 %2 页</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答案</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>置信度</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>Failed: %1</source>
        <translation>失败：%1</translation>
    </message>
    <message>
        <source>No answer found</source>
        <translation>未找到答案</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>预期答案</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>无答案</translation>
    </message>
</context>
<context>
    <name>lectern::models::DocumentModel</name>
    <message>
        <source>Pasted text</source>
        <translation>粘贴的文本</translation>
    </message>
    <message>
        <source>Pasted texts</source>
        <translation>粘贴的文本</translation>
    </message>
    <message>
        <source>%1, in %2</source>
        <translation>%1，位于 %2</translation>
    </message>
</context>
<context>
    <name>lectern::models::HistoryModel</name>
    <message>
        <source>Question</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答案</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>提问时间</translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 及另外 %2 个</translation>
    </message>
    <message>
        <source>no answer found</source>
        <translation>未找到答案</translation>
    </message>
    <message>
        <source>%1, p. %2 (%3)</source>
        <translation>%1，第 %2 页（%3）</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
</context>
<context>
    <name>lectern::models::TimeLeft</name>
    <message>
        <source>less than a minute left</source>
        <translation>剩余不到 1 分钟</translation>
    </message>
    <message>
        <source>about %1 min left</source>
        <translation>剩余约 %1 分钟</translation>
    </message>
    <message>
        <source>about %1 h left</source>
        <translation>剩余约 %1 小时</translation>
    </message>
</context>
<context>
    <name>lectern::views</name>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Drawing</source>
        <translation>矢量图</translation>
    </message>
    <message>
        <source>Web page</source>
        <translation>网页</translation>
    </message>
    <message>
        <source>&amp;Appearance</source>
        <translation>外观(&amp;A)</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>跟随系统(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>打开(&amp;O)…</translation>
    </message>
    <message>
        <source>&amp;Paste as document</source>
        <translation>粘贴为文档(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Save the answers…</source>
        <translation>保存答案(&amp;S)…</translation>
    </message>
    <message>
        <source>Save the document with &amp;highlights…</source>
        <translation>保存带高亮的文档(&amp;H)…</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>关闭(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Copy answer with source</source>
        <translation>复制答案及出处(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Find in document…</source>
        <translation>在文档中查找(&amp;F)…</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>放大(&amp;I)</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>缩小(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Standard size</source>
        <translation>标准大小(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Pages as they are printed</source>
        <translation>按原样显示页面(&amp;P)</translation>
    </message>
    <message>
        <source>A&amp;ttention as a matrix</source>
        <translation>注意力矩阵(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>全屏(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Question</source>
        <translation>问题(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Write a question</source>
        <translation>输入问题(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Ask</source>
        <translation>提问(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Stop, let go</source>
        <translation>停止、取消(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Next answer</source>
        <translation>下一个答案(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Previous answer</source>
        <translation>上一个答案(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;History…</source>
        <translation>历史记录(&amp;H)…</translation>
    </message>
    <message>
        <source>&amp;Keep questions and answers</source>
        <translation>保存问题和答案(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation>工具(&amp;T)</translation>
    </message>
    <message>
        <source>Answer a &amp;file of questions…</source>
        <translation>回答问题文件(&amp;F)…</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>设置(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>键盘快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;About Lectern</source>
        <translation>关于 Lectern(&amp;A)</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>另有 %1 条</translation>
    </message>
    <message>
        <source>&amp;Go to page…</source>
        <translation>转到页(&amp;G)…</translation>
    </message>
    <message>
        <source>&amp;Next document</source>
        <translation>下一个文档(&amp;N)</translation>
    </message>
    <message>
        <source>Pre&amp;vious document</source>
        <translation>上一个文档(&amp;V)</translation>
    </message>
    <message>
        <source>for it</source>
        <translation>支持</translation>
    </message>
    <message>
        <source>against it</source>
        <translation>反对</translation>
    </message>
    <message>
        <source>start</source>
        <translation>开头</translation>
    </message>
    <message>
        <source>end</source>
        <translation>结尾</translation>
    </message>
    <message>
        <source>without “%1”</source>
        <translation>去掉“%1”</translation>
    </message>
    <message>
        <source>all words</source>
        <translation>全部词</translation>
    </message>
    <message>
        <source>uniform attention</source>
        <translation>均匀注意力</translation>
    </message>
    <message>
        <source>permuted attention</source>
        <translation>打乱的注意力</translation>
    </message>
    <message>
        <source>question, passage</source>
        <translation>问题、段落</translation>
    </message>
    <message>
        <source>passage</source>
        <translation>段落</translation>
    </message>
    <message>
        <source>question</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>%1 → %2: %3</source>
        <translation>%1 → %2：%3</translation>
    </message>
    <message>
        <source>%1 · %2: %3</source>
        <translation>%1 · %2：%3</translation>
    </message>
    <message>
        <source>Open &amp;folder…</source>
        <translation>打开文件夹(&amp;F)…</translation>
    </message>
    <message>
        <source>&amp;Documents that are asked</source>
        <translation>询问哪些文档(&amp;D)</translation>
    </message>
    <message>
        <source>“%1” is there already. Replace it?</source>
        <translation>“%1”已存在。要覆盖吗？</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>覆盖</translation>
    </message>
</context>
<context>
    <name>lectern::views::AnswerDelegate</name>
    <message>
        <source>p. %1</source>
        <translation>第 %1 页</translation>
    </message>
</context>
<context>
    <name>lectern::views::AnswerPane</name>
    <message>
        <source>Ask a question above. Answers are always words of the document, shown where they stand.</source>
        <translation>请在上方提问。答案总是文档中的原文，并在原处显示。</translation>
    </message>
    <message>
        <source>Try one of these, or ask your own:</source>
        <translation>试试下面的问题，或自己提问：</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>答案</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Best guess</source>
        <translation>最佳猜测</translation>
    </message>
    <message>
        <source>The reader found no answer. This is the nearest it came; read it with care.</source>
        <translation>阅读器没有找到答案。这是最接近的内容，请谨慎阅读。</translation>
    </message>
    <message>
        <source>No answer found</source>
        <translation>未找到答案</translation>
    </message>
    <message>
        <source>Show the best guess</source>
        <translation>显示最佳猜测</translation>
    </message>
    <message>
        <source>Answers are shown here, once a document is open and something is asked.</source>
        <translation>打开文档并提问后，答案会显示在这里。</translation>
    </message>
    <message>
        <source>As far as the reader can tell, it is %1 likely that the text does not answer this; above %2 it says so (Settings). Other words, or a question about one thing, may help.</source>
        <translation>据阅读器判断，文中没有答案的可能性为 %1；超过 %2（见“设置”）时会这样说明。换一种说法，或只问一件事，可能会有帮助。</translation>
    </message>
    <message>
        <source>The text does not seem to answer this. Other words, or a question about one thing, may help.</source>
        <translation>文中似乎没有答案。换一种说法，或只问一件事，可能会有帮助。</translation>
    </message>
    <message>
        <source>This was asked of %1 of %2 documents; the others were opened later.</source>
        <translation>这个问题只问了 %2 篇文档中的 %1 篇；其余是后来打开的。</translation>
    </message>
    <message>
        <source>Ask all of them</source>
        <translation>全部再问一次</translation>
    </message>
</context>
<context>
    <name>lectern::views::AnswerSaving</name>
    <message>
        <source>Save the answers</source>
        <translation>保存答案</translation>
    </message>
    <message>
        <source>answers</source>
        <translation>答案</translation>
    </message>
    <message>
        <source>Web page</source>
        <translation>网页</translation>
    </message>
    <message>
        <source>Markdown</source>
        <translation>Markdown</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>JSON lines</source>
        <translation>JSON Lines</translation>
    </message>
    <message>
        <source>%1
%2, answer %3</source>
        <translation>%1
%2，答案 %3</translation>
    </message>
    <message>
        <source>%1
%2, guess %3: no answer was found</source>
        <translation>%1
%2，猜测 %3：未找到答案</translation>
    </message>
    <message>
        <source>Save the document with highlights</source>
        <translation>保存带高亮的文档</translation>
    </message>
    <message>
        <source>with answers</source>
        <translation>带答案</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
</context>
<context>
    <name>lectern::views::AskAgain</name>
    <message>
        <source>The text that this was asked of was pasted and is not open any more. The history keeps questions and answers, not the documents.</source>
        <translation>这个问题所问的文本是粘贴的，现已关闭。历史记录只保存问题和答案，不保存文档。</translation>
    </message>
</context>
<context>
    <name>lectern::views::AttentionPanel</name>
    <message>
        <source>&amp;Save…</source>
        <translation>保存(&amp;S)…</translation>
    </message>
    <message>
        <source>Which weights</source>
        <translation>哪些权重</translation>
    </message>
    <message>
        <source>Which of the reader&apos;s weights are shown</source>
        <translation>显示阅读器的哪些权重</translation>
    </message>
    <message>
        <source>Save the matrix as a table (CSV), a picture (PNG), a drawing (SVG) or a web page (HTML)</source>
        <translation>将矩阵保存为表格（CSV）、图片（PNG）、矢量图（SVG）或网页（HTML）</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>注意力</translation>
    </message>
    <message>
        <source>Question → passage</source>
        <translation>问题 → 段落</translation>
    </message>
    <message>
        <source>Passage → question</source>
        <translation>段落 → 问题</translation>
    </message>
    <message>
        <source>Start and end</source>
        <translation>开头和结尾</translation>
    </message>
    <message>
        <source>Passage → passage</source>
        <translation>段落 → 段落</translation>
    </message>
    <message>
        <source>Passage → passage, head %1</source>
        <translation>段落 → 段落，第 %1 头</translation>
    </message>
    <message>
        <source>Without each word</source>
        <translation>逐词去除</translation>
    </message>
    <message>
        <source>Gradient × input</source>
        <translation>梯度 × 输入</translation>
    </message>
    <message>
        <source>Ask a question to see what the reader attends to</source>
        <translation>提问后可看到阅读器关注什么</translation>
    </message>
    <message>
        <source>Choose an answer to see what each word gives to it</source>
        <translation>选择一个答案，可看到每个词对它的贡献</translation>
    </message>
    <message>
        <source>Working out what each word gives…</source>
        <translation>正在计算每个词的贡献…</translation>
    </message>
    <message>
        <source>Asking again without each word…</source>
        <translation>正在逐个去词重新提问…</translation>
    </message>
    <message>
        <source>This could not be asked again</source>
        <translation>无法重新提问</translation>
    </message>
    <message>
        <source>No passage of this document holds one of the answers</source>
        <translation>本文档没有包含答案的段落</translation>
    </message>
    <message>
        <source>Where the answer is without each word; point at a cell for its value</source>
        <translation>去掉每个词后答案的位置；指向单元格可查看数值</translation>
    </message>
    <message>
        <source>Probabilities of the answer&apos;s ends; point at a cell for its value</source>
        <translation>答案首尾的概率；指向单元格可查看数值</translation>
    </message>
    <message>
        <source>“%1” in this passage: %2 with all words</source>
        <translation>本段中的“%1”：保留全部词时 %2</translation>
    </message>
    <message>
        <source>, no single word is needed</source>
        <translation>，没有哪个词不可缺少</translation>
    </message>
    <message>
        <source>, %1 %2</source>
        <translation>，%1 %2</translation>
    </message>
    <message>
        <source> · rank correlation with passage → question: %1</source>
        <translation> · 与“段落 → 问题”的秩相关：%1</translation>
    </message>
    <message>
        <source>no word</source>
        <translation>没有词</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>“%1”</translation>
    </message>
    <message>
        <source>“%1” gets most from %2 of the question, %3 of the passage</source>
        <translation>对“%1”贡献最大的：问题中的%2，段落中的%3</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source> · rank correlations: attention %1, words left out %2</source>
        <translation> · 秩相关：注意力 %1，逐词去除 %2</translation>
    </message>
    <message>
        <source>Save the matrix</source>
        <translation>保存矩阵</translation>
    </message>
    <message>
        <source>weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>; with uniform attention %1, permuted %2</source>
        <translation>；注意力均匀时 %1，打乱时 %2</translation>
    </message>
    <message>
        <source>, a word alone cannot be left out</source>
        <translation>，只有一个词，无法去除</translation>
    </message>
    <message>
        <source>passage %1 of %2 with answers</source>
        <translation>有答案的段落：第 %1 段，共 %2 段</translation>
    </message>
    <message>
        <source>Keep &amp;beside</source>
        <translation>并排保留(&amp;B)</translation>
    </message>
    <message>
        <source>Keep this matrix beside the next, to compare answers, questions or kinds of weights</source>
        <translation>把此矩阵留在一旁，与下一个比较：不同的答案、问题或权重种类</translation>
    </message>
    <message>
        <source> · “%1”</source>
        <translation> · “%1”</translation>
    </message>
    <message>
        <source>Words of the passage read those of the question; point at a cell for its value</source>
        <translation>段落中的词读取问题中的词；指向单元格查看数值</translation>
    </message>
    <message>
        <source>Each row’s word reads those of the columns; point at a cell for its value</source>
        <translation>每行的词读取各列的词；指向单元格查看数值</translation>
    </message>
    <message>
        <source>Words of the question read those of the passage; point at a cell for its value</source>
        <translation>问题中的词读取段落中的词；指向单元格查看数值</translation>
    </message>
</context>
<context>
    <name>lectern::views::BatchTable</name>
    <message>
        <source>Answers</source>
        <translation>答案</translation>
    </message>
</context>
<context>
    <name>lectern::views::BusyLine</name>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
</context>
<context>
    <name>lectern::views::Conversation</name>
    <message>
        <source>Esc stops</source>
        <translation>按 Esc 停止</translation>
    </message>
    <message>
        <source>Enter asks · ↑ ↓ choose among the answers</source>
        <translation>按 Enter 提问 · 按 ↑ ↓ 选择答案</translation>
    </message>
    <message>
        <source>The reader is loading; your question comes next.</source>
        <translation>正在加载阅读器，随后回答您的问题。</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>正在阅读…</translation>
    </message>
    <message>
        <source>The document is opening; your question comes next.</source>
        <translation>正在打开文档，随后回答您的问题。</translation>
    </message>
</context>
<context>
    <name>lectern::views::DocumentsPane</name>
    <message>
        <source>Documents</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>Open documents</source>
        <translation>打开的文档</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>lectern::views::EmptyDesk</name>
    <message>
        <source>Open the sample</source>
        <translation>打开示例</translation>
    </message>
    <message>
        <source>No document is open</source>
        <translation>没有打开的文档</translation>
    </message>
    <message>
        <source>Open one, or drop files or a folder here.</source>
        <translation>请打开文档，或将文件或文件夹拖到这里。</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>打开…</translation>
    </message>
    <message>
        <source>Opened lately</source>
        <translation>最近打开</translation>
    </message>
</context>
<context>
    <name>lectern::views::FilePicker</name>
    <message>
        <source>%1 is not a file on this computer; save it first, then open it.</source>
        <translation>%1 不是本机上的文件；请先保存，再打开。</translation>
    </message>
    <message>
        <source>Open documents</source>
        <translation>打开文档</translation>
    </message>
    <message>
        <source>Documents (%1)</source>
        <translation>文档 (%1)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>The folder “%1” holds no documents that can be opened.</source>
        <translation>文件夹“%1”中没有可以打开的文档。</translation>
    </message>
    <message>
        <source>Open a folder&apos;s documents</source>
        <translation>打开文件夹中的文档</translation>
    </message>
</context>
<context>
    <name>lectern::views::FindBar</name>
    <message>
        <source>Find in document</source>
        <translation>在文档中查找</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1/%2</translation>
    </message>
    <message>
        <source>Previous match</source>
        <translation>上一处</translation>
    </message>
    <message>
        <source>Next match</source>
        <translation>下一处</translation>
    </message>
    <message>
        <source>Close find</source>
        <translation>关闭查找</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>%1 of %2+</source>
        <translation>%1/%2+</translation>
    </message>
</context>
<context>
    <name>lectern::views::HistoryMenu</name>
    <message>
        <source>%1 — %2</source>
        <translation>%1 — %2</translation>
    </message>
    <message>
        <source>No questions yet</source>
        <translation>还没有问题</translation>
    </message>
    <message>
        <source>&amp;History…</source>
        <translation>历史记录(&amp;H)…</translation>
    </message>
</context>
<context>
    <name>lectern::views::KeptMatrix</name>
    <message>
        <source>Close the kept matrix</source>
        <translation>关闭保留的矩阵</translation>
    </message>
    <message>
        <source>Kept; point at a cell for its value</source>
        <translation>已保留；指向单元格查看数值</translation>
    </message>
</context>
<context>
    <name>lectern::views::MainWindow</name>
    <message>
        <source>The history of questions: %1</source>
        <translation>问题的历史记录：%1</translation>
    </message>
    <message>
        <source>The pages cannot be shown, only their text: %1</source>
        <translation>无法显示页面，只能显示文本：%1</translation>
    </message>
    <message>
        <source>There is no document to ask. Open one with Ctrl+O, or drop a file on the window.</source>
        <translation>没有可以提问的文档。请按 Ctrl+O 打开，或把文件拖到窗口中。</translation>
    </message>
    <message>
        <source>Questions cannot be answered: %1</source>
        <translation>无法回答问题：%1</translation>
    </message>
    <message>
        <source>The clipboard holds no text to make a document of.</source>
        <translation>剪贴板中没有可以作为文档的文本。</translation>
    </message>
    <message>
        <source>%1 — Lectern</source>
        <translation>%1 — Lectern</translation>
    </message>
    <message>
        <source>Lectern</source>
        <translation>Lectern</translation>
    </message>
    <message>
        <source>Saved in %1</source>
        <translation>已保存到 %1</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Go to page</source>
        <translation>转到页</translation>
    </message>
    <message>
        <source>Page, 1 to %1:</source>
        <translation>页码（1 至 %1）：</translation>
    </message>
    <message>
        <source>“%1” has changed since it was opened.</source>
        <translation>“%1”打开后已被更改。</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>重新打开</translation>
    </message>
    <message>
        <source>The pasted text “%1” is closed, and not kept any more.</source>
        <translation>粘贴的文本“%1”已关闭，不再保存。</translation>
    </message>
    <message>
        <source>Do not open again</source>
        <translation>不再打开</translation>
    </message>
</context>
<context>
    <name>lectern::views::MatrixView</name>
    <message>
        <source>Attention as a matrix</source>
        <translation>注意力矩阵</translation>
    </message>
</context>
<context>
    <name>lectern::views::MessageBar</name>
    <message>
        <source>Dismiss message</source>
        <translation>关闭消息</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Show %1 more</source>
        <translation>再显示 %1 条</translation>
    </message>
</context>
<context>
    <name>lectern::views::OpenDocuments</name>
    <message>
        <source>The pasted text “%1” is not kept, and will not be here when Lectern is started again: %2</source>
        <translation>粘贴的文本“%1”未能保存，下次启动 Lectern 时不会再出现：%2</translation>
    </message>
</context>
<context>
    <name>lectern::views::PageView</name>
    <message>
        <source>Pages of the document</source>
        <translation>文档页面</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>全选(&amp;A)</translation>
    </message>
</context>
<context>
    <name>lectern::views::QuestionBar</name>
    <message>
        <source>Ask</source>
        <translation>提问</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Questions asked before</source>
        <translation>以前的问题</translation>
    </message>
    <message>
        <source>Questions asked before (Alt+↓)</source>
        <translation>以前的问题 (Alt+↓)</translation>
    </message>
    <message>
        <source>Open a document to ask it</source>
        <translation>请先打开要提问的文档</translation>
    </message>
    <message>
        <source>Ask “%1”…</source>
        <translation>向“%1”提问…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Ask several documents…</source>
        <translation>询问多个文档…</translation>
    </message>
</context>
<context>
    <name>lectern::views::QuestionCard</name>
    <message>
        <source>Ask: %1</source>
        <translation>提问：%1</translation>
    </message>
</context>
<context>
    <name>lectern::views::QuestionWords</name>
    <message>
        <source>Hover a word to see what it is matched with</source>
        <translation>指向一个词，可看到它与什么匹配</translation>
    </message>
</context>
<context>
    <name>lectern::views::RecentMenu</name>
    <message>
        <source>Open &amp;recent</source>
        <translation>最近打开(&amp;R)</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>还没有</translation>
    </message>
    <message>
        <source>&amp;Clear this list</source>
        <translation>清空列表(&amp;C)</translation>
    </message>
</context>
<context>
    <name>lectern::views::ScopeBox</name>
    <message>
        <source>What is asked</source>
        <translation>询问范围</translation>
    </message>
    <message>
        <source>This document</source>
        <translation>此文档</translation>
    </message>
    <message>
        <source>%1: %2 documents</source>
        <translation>%1：%2 个文档</translation>
    </message>
    <message>
        <source>All %1 documents</source>
        <translation>全部 %1 个文档</translation>
    </message>
</context>
<context>
    <name>lectern::views::ScorePane</name>
    <message>
        <source>Share of right answers over confidence</source>
        <translation>各置信度下的正确率</translation>
    </message>
</context>
<context>
    <name>lectern::views::ShadeChoice</name>
    <message>
        <source>Shades</source>
        <translation>深浅</translation>
    </message>
    <message>
        <source>What makes a cell dark; its value stays as it is</source>
        <translation>单元格何时颜色最深；数值不变</translation>
    </message>
    <message>
        <source>Dark: 1</source>
        <translation>最深：1</translation>
    </message>
    <message>
        <source>Dark: strongest in its row</source>
        <translation>最深：本行最强</translation>
    </message>
    <message>
        <source>Dark: strongest of all</source>
        <translation>最深：全部最强</translation>
    </message>
    <message>
        <source>By logarithm</source>
        <translation>按对数</translation>
    </message>
    <message>
        <source>Which cells</source>
        <translation>显示哪些单元格</translation>
    </message>
    <message>
        <source>Which cells are shown, here and in the document</source>
        <translation>此处与文档中显示哪些单元格</translation>
    </message>
    <message>
        <source>All cells</source>
        <translation>全部单元格</translation>
    </message>
    <message>
        <source>From %1 dark</source>
        <translation>深度 %1 以上</translation>
    </message>
    <message>
        <source>Strongest %1 in a row</source>
        <translation>每行最强的 %1 个</translation>
    </message>
</context>
<context>
    <name>lectern::views::StatusLine</name>
    <message>
        <source>page %1 of %2</source>
        <translation>第 %1/%2 页</translation>
    </message>
    <message>
        <source>opening documents: %1…</source>
        <translation>正在打开文档：%1…</translation>
    </message>
    <message>
        <source>documents: %1</source>
        <translation>文档：%1</translation>
    </message>
    <message>
        <source>loading the reader…</source>
        <translation>正在加载阅读器…</translation>
    </message>
    <message>
        <source>no reader</source>
        <translation>没有阅读器</translation>
    </message>
    <message>
        <source>passages read: %1, in %2 s</source>
        <translation>已阅读段落：%1，用时 %2 秒</translation>
    </message>
    <message>
        <source>passages read: the best %1 of %2, in %3 s</source>
        <translation>已阅读段落：%2 个中最匹配的 %1 个，用时 %3 秒</translation>
    </message>
</context>
<context>
    <name>lectern::views::TextView</name>
    <message>
        <source>Document</source>
        <translation>文档</translation>
    </message>
</context>
<context>
    <name>lectern::views::WordChip</name>
    <message>
        <source>Question word %1</source>
        <translation>问题中的词 %1</translation>
    </message>
    <message>
        <source>What “%1” is matched with in the document. Click to keep, Esc to let go.</source>
        <translation>“%1”在文档中与什么匹配。点击保持，按 Esc 取消。</translation>
    </message>
</context>
</TS>
