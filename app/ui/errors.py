"""What the program says of errors, in the language of the page.

Everything below the pages speaks English, one line with the remedy; a page gives the line here. The
gaps in braces hold names and numbers. A test holds the table to what ingestion and index can say.
"""

import re
from collections.abc import Mapping
from functools import cache
from string import Formatter
from typing import Final

from app.ui import words


def told(message: str) -> str:
    """An error in the language of the page; as it is where it is not in the table."""
    if words.spoken() != "en":
        for english, others in ERRORS.items():
            if found := _shape(english).fullmatch(message):
                return _filled(others[words.spoken()], found.groupdict())
    return message


def _filled(said: str, gaps: Mapping[str, str]) -> str:
    """With its gaps filled; where the page runs to the left, so does the line."""
    if words.direction() == "ltr":
        return said.format(**gaps)
    isolated = {gap: f"⁨{x}⁩" for gap, x in gaps.items()}
    return "‏" + said.format(**isolated)


@cache
def _shape(english: str) -> re.Pattern[str]:
    """What a message of this kind looks like, its gaps named."""
    parts = Formatter().parse(english)
    shape = "".join(
        re.escape(said) + (f"(?P<{gap}>.+?)" if gap else "") for said, gap, _, _ in parts
    )
    return re.compile(shape, re.DOTALL)


ERRORS: Final[Mapping[str, Mapping[str, str]]] = {
    "{name}: the file is empty; give a PDF, DOCX, HTML or plain-text report": {
        "fr": "{name} : le fichier est vide ; donnez un rapport en PDF, DOCX, HTML ou texte brut",
        "es": "{name}: el archivo está vacío; dé un informe en PDF, DOCX, HTML o texto sin formato",
        "ru": "{name}: файл пуст; дайте доклад в PDF, DOCX, HTML или простом тексте",
        "zh": "{name}：文件是空的；请提供 PDF、DOCX、HTML 或纯文本格式的报告",
        "ar": "{name}: الملف فارغ؛ قدّم تقريرا بصيغة PDF أو DOCX أو HTML أو نص",
    },
    "{name}: a ZIP archive, not a report; give a PDF, DOCX, HTML or plain-text report": {
        "fr": "{name} : une archive ZIP, pas un rapport ; donnez un rapport en PDF, DOCX, HTML "
        "ou texte brut",
        "es": "{name}: un archivo comprimido ZIP, no un informe; dé un informe en PDF, DOCX, "
        "HTML o texto sin formato",
        "ru": "{name}: архив ZIP, а не доклад; дайте доклад в PDF, DOCX, HTML или простом тексте",
        "zh": "{name}：ZIP 压缩包，不是报告；请提供 PDF、DOCX、HTML 或纯文本格式的报告",
        "ar": "{name}: أرشيف ZIP وليس تقريرا؛ قدّم تقريرا بصيغة PDF أو DOCX أو HTML أو نص",
    },
    "{name}: data (JSON), not a report; give a PDF, DOCX, HTML or plain-text report": {
        "fr": "{name} : des données (JSON), pas un rapport ; donnez un rapport en PDF, DOCX, "
        "HTML ou texte brut",
        "es": "{name}: datos (JSON), no un informe; dé un informe en PDF, DOCX, HTML o texto "
        "sin formato",
        "ru": "{name}: данные (JSON), а не доклад; дайте доклад в PDF, DOCX, HTML или простом "
        "тексте",
        "zh": "{name}：数据（JSON），不是报告；请提供 PDF、DOCX、HTML 或纯文本格式的报告",
        "ar": "{name}: بيانات (JSON) وليست تقريرا؛ قدّم تقريرا بصيغة PDF أو DOCX أو HTML أو نص",
    },
    "{name}: a binary file, not a report; give a PDF, DOCX, HTML or plain-text report": {
        "fr": "{name} : un fichier binaire, pas un rapport ; donnez un rapport en PDF, DOCX, "
        "HTML ou texte brut",
        "es": "{name}: un archivo binario, no un informe; dé un informe en PDF, DOCX, HTML o "
        "texto sin formato",
        "ru": "{name}: двоичный файл, а не доклад; дайте доклад в PDF, DOCX, HTML или простом "
        "тексте",
        "zh": "{name}：二进制文件，不是报告；请提供 PDF、DOCX、HTML 或纯文本格式的报告",
        "ar": "{name}: ملف ثنائي وليس تقريرا؛ قدّم تقريرا بصيغة PDF أو DOCX أو HTML أو نص",
    },
    "{name}: an old Word file or one with a password; save it as DOCX, without a password": {
        "fr": "{name} : un ancien fichier Word ou protégé par un mot de passe ; enregistrez-le "
        "en DOCX, sans mot de passe",
        "es": "{name}: un archivo de Word antiguo o con contraseña; guárdelo como DOCX, sin "
        "contraseña",
        "ru": "{name}: старый файл Word или файл с паролем; сохраните его как DOCX без пароля",
        "zh": "{name}：旧版 Word 文件或有密码的文件；请另存为不带密码的 DOCX",
        "ar": "{name}: ملف Word قديم أو محمي بكلمة سر؛ احفظه بصيغة DOCX دون كلمة سر",
    },
    "{name}: an RTF file; save it as DOCX": {
        "fr": "{name} : un fichier RTF ; enregistrez-le en DOCX",
        "es": "{name}: un archivo RTF; guárdelo como DOCX",
        "ru": "{name}: файл RTF; сохраните его как DOCX",
        "zh": "{name}：RTF 文件；请另存为 DOCX",
        "ar": "{name}: ملف RTF؛ احفظه بصيغة DOCX",
    },
    "{name}: an OpenDocument text; save it as DOCX": {
        "fr": "{name} : un texte OpenDocument ; enregistrez-le en DOCX",
        "es": "{name}: un texto OpenDocument; guárdelo como DOCX",
        "ru": "{name}: текст OpenDocument; сохраните его как DOCX",
        "zh": "{name}：OpenDocument 文本；请另存为 DOCX",
        "ar": "{name}: نص OpenDocument؛ احفظه بصيغة DOCX",
    },
    "{name}: a picture; run text recognition (OCR) on it and give the PDF or text": {
        "fr": "{name} : une image ; soumettez-la à la reconnaissance de texte (OCR) et donnez "
        "le PDF ou le texte",
        "es": "{name}: una imagen; aplíquele reconocimiento de texto (OCR) y dé el PDF o el texto",
        "ru": "{name}: изображение; распознайте его текст (OCR) и дайте PDF или текст",
        "zh": "{name}：图片；请先做文字识别（OCR），再提供 PDF 或文本",
        "ar": "{name}: صورة؛ استخرج نصها بالتعرف الضوئي (OCR) وقدّم ملف PDF أو النص",
    },
    "{name}: a damaged DOCX file ({why}); open it in a word processor and save it again": {
        "fr": "{name} : un fichier DOCX endommagé ({why}) ; ouvrez-le dans un traitement de "
        "texte et enregistrez-le de nouveau",
        "es": "{name}: un archivo DOCX dañado ({why}); ábralo en un procesador de textos y "
        "guárdelo de nuevo",
        "ru": "{name}: повреждённый файл DOCX ({why}); откройте его в текстовом редакторе и "
        "сохраните заново",
        "zh": "{name}：DOCX 文件已损坏（{why}）；请用文字处理软件打开并重新保存",
        "ar": "{name}: ملف DOCX تالف ({why})؛ افتحه في معالج نصوص واحفظه من جديد",
    },
    "{name}: unpacks to {size} MB, which no report does; open it in a word processor and save "
    "it again without its pictures": {
        "fr": "{name} : {size} Mo une fois décompressé, ce qui n'est pas d'un rapport ; "
        "ouvrez-le dans un traitement de texte et enregistrez-le sans ses images",
        "es": "{name}: ocupa {size} MB al descomprimirse, impropio de un informe; ábralo en un "
        "procesador de textos y guárdelo sin sus imágenes",
        "ru": "{name}: в распакованном виде {size} МБ, чего у докладов не бывает; откройте его "
        "в текстовом редакторе и сохраните без изображений",
        "zh": "{name}：解压后有 {size} MB，报告不会这么大；请用文字处理软件打开，"
        "去掉图片后重新保存",
        "ar": "{name}: يبلغ {size} ميغابايت بعد فك ضغطه، ولا يبلغ ذلك تقرير؛ افتحه في معالج "
        "نصوص واحفظه دون صوره",
    },
    "{name}: no text in this HTML file; save the page again": {
        "fr": "{name} : aucun texte dans ce fichier HTML ; enregistrez de nouveau la page",
        "es": "{name}: no hay texto en este archivo HTML; guarde la página de nuevo",
        "ru": "{name}: в этом файле HTML нет текста; сохраните страницу заново",
        "zh": "{name}：此 HTML 文件中没有文本；请重新保存网页",
        "ar": "{name}: لا نص في ملف HTML هذا؛ احفظ الصفحة من جديد",
    },
    "{name}: its pages are damaged; download or export it again": {
        "fr": "{name} : ses pages sont endommagées ; téléchargez-le ou exportez-le de nouveau",
        "es": "{name}: sus páginas están dañadas; descárguelo o expórtelo de nuevo",
        "ru": "{name}: страницы повреждены; скачайте или экспортируйте файл заново",
        "zh": "{name}：页面已损坏；请重新下载或导出",
        "ar": "{name}: صفحاته تالفة؛ نزّله أو صدّره من جديد",
    },
    "{name}: the PDF has no text layer (a scan); ingest it with --ocr, which needs the extra "
    "`ocr` and tesseract, or run text recognition (OCR) on it first": {
        "fr": "{name} : le PDF n'a pas de couche de texte (numérisation) ; ingérez-le avec "
        "--ocr, qui demande l'extra `ocr` et tesseract, ou soumettez-le d'abord à la "
        "reconnaissance de texte (OCR)",
        "es": "{name}: el PDF no tiene capa de texto (escaneado); ingiéralo con --ocr, que "
        "requiere el extra `ocr` y tesseract, o aplíquele antes reconocimiento de texto (OCR)",
        "ru": "{name}: в PDF нет текстового слоя (скан); загрузите его с --ocr (нужны "
        "дополнение `ocr` и tesseract) или сначала распознайте текст (OCR)",
        "zh": "{name}：此 PDF 没有文本层（扫描件）；请用 --ocr 读入（需要附加组件 `ocr` 和 "
        "tesseract），或先做文字识别（OCR）",
        "ar": "{name}: ليس في ملف PDF طبقة نص (مسح ضوئي)؛ أدخله مع --ocr، ويلزم لذلك الإضافة "
        "`ocr` وبرنامج tesseract، أو استخرج نصه أولا بالتعرف الضوئي (OCR)",
    },
    "{name}: locked; save a copy without a password": {
        "fr": "{name} : verrouillé ; enregistrez une copie sans mot de passe",
        "es": "{name}: bloqueado; guarde una copia sin contraseña",
        "ru": "{name}: защищён паролем; сохраните копию без пароля",
        "zh": "{name}：已加密；请另存一份不带密码的副本",
        "ar": "{name}: مقفل؛ احفظ نسخة دون كلمة سر",
    },
    "{name}: no PDF that can be read (damaged, or it has no pages); download or export it again": {
        "fr": "{name} : PDF illisible (endommagé ou sans pages) ; téléchargez-le ou "
        "exportez-le de nouveau",
        "es": "{name}: PDF que no puede leerse (dañado o sin páginas); descárguelo o expórtelo "
        "de nuevo",
        "ru": "{name}: PDF не читается (повреждён или без страниц); скачайте или экспортируйте "
        "его заново",
        "zh": "{name}：无法读取的 PDF（已损坏或没有页面）；请重新下载或导出",
        "ar": "{name}: ملف PDF لا يُقرأ (تالف أو بلا صفحات)؛ نزّله أو صدّره من جديد",
    },
    "{name}: page {page} cannot be drawn; open the file itself": {
        "fr": "{name} : la page {page} ne peut être affichée ; ouvrez le fichier lui-même",
        "es": "{name}: la página {page} no puede mostrarse; abra el propio archivo",
        "ru": "{name}: страницу {page} нельзя показать; откройте сам файл",
        "zh": "{name}：无法显示第 {page} 页；请打开文件本身",
        "ar": "{name}: تعذر عرض الصفحة {page}؛ افتح الملف نفسه",
    },
    "{name}: no text found; if it is a scan, run text recognition (OCR) on it first": {
        "fr": "{name} : aucun texte trouvé ; si c'est une numérisation, soumettez-la d'abord à "
        "la reconnaissance de texte (OCR)",
        "es": "{name}: no se halló texto; si es un escaneado, aplíquele antes reconocimiento "
        "de texto (OCR)",
        "ru": "{name}: текст не найден; если это скан, сначала распознайте его (OCR)",
        "zh": "{name}：没有找到文本；如为扫描件，请先做文字识别（OCR）",
        "ar": "{name}: لم يُعثر على نص؛ إن كان مسحا ضوئيا فاستخرج نصه أولا بالتعرف الضوئي (OCR)",
    },
    "{name}: {size} MB, over the limit of {limit}; raise the setting file_megabytes, or split "
    "the file": {
        "fr": "{name} : {size} Mo, plus que la limite de {limit} ; augmentez le paramètre "
        "file_megabytes ou divisez le fichier",
        "es": "{name}: {size} MB, por encima del límite de {limit}; aumente el ajuste "
        "file_megabytes o divida el archivo",
        "ru": "{name}: {size} МБ, больше предела в {limit}; увеличьте настройку file_megabytes "
        "или разделите файл",
        "zh": "{name}：{size} MB，超过上限 {limit}；请调高设置 file_megabytes 或拆分文件",
        "ar": "{name}: {size} ميغابايت، فوق الحد {limit}؛ ارفع قيمة file_megabytes أو قسّم الملف",
    },
    "{name}: not read within {seconds} seconds; raise the setting file_seconds, or split the "
    "file": {
        "fr": "{name} : pas lu en {seconds} secondes ; augmentez le paramètre file_seconds ou "
        "divisez le fichier",
        "es": "{name}: no se leyó en {seconds} segundos; aumente el ajuste file_seconds o "
        "divida el archivo",
        "ru": "{name}: не прочитан за {seconds} с; увеличьте настройку file_seconds или "
        "разделите файл",
        "zh": "{name}：{seconds} 秒内未读完；请调高设置 file_seconds 或拆分文件",
        "ar": "{name}: لم يُقرأ خلال {seconds} ثانية؛ ارفع قيمة file_seconds أو قسّم الملف",
    },
    "{name}: reading it takes more than {size} MB of memory, or stopped its reader; raise the "
    "setting file_memory, or save the file anew": {
        "fr": "{name} : le lire demande plus de {size} Mo de mémoire, ou a arrêté son lecteur "
        "; augmentez le paramètre file_memory ou enregistrez le fichier de nouveau",
        "es": "{name}: leerlo requiere más de {size} MB de memoria, o detuvo a su lector; "
        "aumente el ajuste file_memory o guarde el archivo de nuevo",
        "ru": "{name}: чтение требует больше {size} МБ памяти или остановило программу; "
        "увеличьте настройку file_memory или сохраните файл заново",
        "zh": "{name}：读取需要超过 {size} MB 内存，或使读取程序停止；请调高设置 file_memory "
        "或重新保存文件",
        "ar": "{name}: تتطلب قراءته أكثر من {size} ميغابايت من الذاكرة، أو أوقفت قارئه؛ ارفع "
        "قيمة file_memory أو احفظ الملف من جديد",
    },
    "{name}: could not be read ({kind}: {why}); save it anew from the program that made it, or "
    "report this file to us": {
        "fr": "{name} : n'a pu être lu ({kind}: {why}) ; enregistrez-le de nouveau depuis le "
        "programme d'origine ou signalez-nous ce fichier",
        "es": "{name}: no pudo leerse ({kind}: {why}); guárdelo de nuevo desde el programa de "
        "origen o infórmenos de este archivo",
        "ru": "{name}: не удалось прочитать ({kind}: {why}); сохраните его заново в исходной "
        "программе или сообщите нам об этом файле",
        "zh": "{name}：无法读取（{kind}: {why}）；请用原来的程序重新保存，或把此文件报告给我们",
        "ar": "{name}: تعذرت قراءته ({kind}: {why})؛ احفظه من جديد بالبرنامج الذي أنشأه، أو "
        "أبلغنا عن هذا الملف",
    },
    "{name}: {why}; check the path and its permissions": {
        "fr": "{name} : {why} ; vérifiez le chemin et ses droits d'accès",
        "es": "{name}: {why}; compruebe la ruta y sus permisos",
        "ru": "{name}: {why}; проверьте путь и права доступа",
        "zh": "{name}：{why}；请检查路径及其权限",
        "ar": "{name}: {why}؛ تحقق من المسار ومن أذوناته",
    },
    "{name}: the file has changed; ingest it again": {
        "fr": "{name} : le fichier a changé ; ingérez-le de nouveau",
        "es": "{name}: el archivo ha cambiado; ingiéralo de nuevo",
        "ru": "{name}: файл изменился; загрузите его заново",
        "zh": "{name}：文件已更改；请重新读入",
        "ar": "{name}: تغيّر الملف؛ أدخله من جديد",
    },
    "the same report as {file}; remove that one first to replace it": {
        "fr": "le même rapport que {file} ; pour le remplacer, supprimez d'abord celui-là",
        "es": "el mismo informe que {file}; para sustituirlo, elimine antes aquel",
        "ru": "тот же доклад, что и {file}; чтобы заменить, сначала удалите его",
        "zh": "与 {file} 是同一份报告；如要替换，请先删除那一份",
        "ar": "التقرير نفسه الذي في {file}؛ احذف ذاك أولا إن أردت استبداله",
    },
    "{name}: the catalog cannot be opened or written ({why}); check its folder, the "
    "permissions and the space there, or give another folder with --data": {
        "fr": "{name} : le catalogue ne peut être ouvert ou écrit ({why}) ; vérifiez son "
        "dossier, les droits et l'espace, ou donnez un autre dossier avec --data",
        "es": "{name}: no puede abrirse o escribirse el catálogo ({why}); compruebe su "
        "carpeta, los permisos y el espacio, o dé otra carpeta con --data",
        "ru": "{name}: каталог нельзя открыть или записать ({why}); проверьте его папку, права "
        "и место на диске или укажите другую папку с --data",
        "zh": "{name}：无法打开或写入目录（{why}）；请检查其文件夹、权限和空间，或用 --data "
        "指定另一文件夹",
        "ar": "{name}: تعذر فتح الفهرس العام أو الكتابة فيه ({why})؛ تحقق من مجلده ومن "
        "الأذونات والمساحة، أو اختر مجلدا آخر بالخيار --data",
    },
    "{name}: the catalog cannot be opened ({why}); move it away and ingest the reports again": {
        "fr": "{name} : le catalogue ne peut être ouvert ({why}) ; déplacez-le et ingérez de "
        "nouveau les rapports",
        "es": "{name}: no puede abrirse el catálogo ({why}); muévalo y vuelva a ingerir los "
        "informes",
        "ru": "{name}: каталог нельзя открыть ({why}); переместите его и загрузите доклады заново",
        "zh": "{name}：无法打开目录（{why}）；请将其移走并重新读入报告",
        "ar": "{name}: تعذر فتح الفهرس العام ({why})؛ انقله من مكانه وأدخل التقارير من جديد",
    },
    "{name}: the conversations cannot be opened ({why}); move the file away": {
        "fr": "{name} : les conversations ne peuvent être ouvertes ({why}) ; déplacez le fichier",
        "es": "{name}: no pueden abrirse las conversaciones ({why}); mueva el archivo",
        "ru": "{name}: беседы нельзя открыть ({why}); переместите файл",
        "zh": "{name}：无法打开对话（{why}）；请将该文件移走",
        "ar": "{name}: تعذر فتح المحادثات ({why})؛ انقل الملف من مكانه",
    },
    "no report {name}; `rapporteur reports` lists those there are": {
        "fr": "il n'y a pas de rapport {name} ; `rapporteur reports` énumère ceux qui existent",
        "es": "no hay informe {name}; `rapporteur reports` enumera los que hay",
        "ru": "нет доклада {name}; `rapporteur reports` перечисляет имеющиеся",
        "zh": "没有报告 {name}；`rapporteur reports` 会列出现有报告",
        "ar": "لا يوجد تقرير {name}؛ يسرد `rapporteur reports` الموجود منها",
    },
    "{name} names {ids}; give the id": {
        "fr": "{name} désigne {ids} ; donnez l'identifiant",
        "es": "{name} designa {ids}; dé el identificador",
        "ru": "{name} означает {ids}; укажите идентификатор",
        "zh": "{name} 指 {ids}；请给出标识",
        "ar": "يدل {name} على {ids}؛ أعط المعرّف",
    },
    "the index was made with other settings; run `rapporteur index rebuild`": {
        "fr": "l'index a été fait avec d'autres paramètres ; lancez `rapporteur index rebuild`",
        "es": "el índice se hizo con otros ajustes; ejecute `rapporteur index rebuild`",
        "ru": "указатель создан с другими настройками; выполните `rapporteur index rebuild`",
        "zh": "索引是用其他设置建立的；请运行 `rapporteur index rebuild`",
        "ar": "أُنشئ الفهرس بإعدادات أخرى؛ شغّل `rapporteur index rebuild`",
    },
    "the snapshot {name} was removed in this moment; ask again": {
        "fr": "l'instantané {name} vient d'être supprimé ; demandez de nouveau",
        "es": "la instantánea {name} acaba de eliminarse; pregunte de nuevo",
        "ru": "снимок {name} только что удалён; спросите ещё раз",
        "zh": "快照 {name} 刚刚被删除；请再问一次",
        "ar": "حُذفت النسخة {name} في هذه اللحظة؛ اسأل من جديد",
    },
    "nothing is indexed in {folder}; run `rapporteur ingest FILE_OR_FOLDER` first": {
        "fr": "rien n'est indexé dans {folder} ; lancez d'abord `rapporteur ingest FILE_OR_FOLDER`",
        "es": "no hay nada indizado en {folder}; ejecute antes `rapporteur ingest FILE_OR_FOLDER`",
        "ru": "в {folder} ничего не внесено в указатель; сначала выполните `rapporteur ingest "
        "FILE_OR_FOLDER`",
        "zh": "{folder} 中尚未编入任何索引；请先运行 `rapporteur ingest FILE_OR_FOLDER`",
        "ar": "لا شيء مفهرس في {folder}؛ شغّل أولا `rapporteur ingest FILE_OR_FOLDER`",
    },
    "the index in {folder} is incomplete; run `rapporteur index rebuild`": {
        "fr": "l'index dans {folder} est incomplet ; lancez `rapporteur index rebuild`",
        "es": "el índice en {folder} está incompleto; ejecute `rapporteur index rebuild`",
        "ru": "указатель в {folder} неполон; выполните `rapporteur index rebuild`",
        "zh": "{folder} 中的索引不完整；请运行 `rapporteur index rebuild`",
        "ar": "الفهرس في {folder} ناقص؛ شغّل `rapporteur index rebuild`",
    },
    "the index could not be made ({why}) and what was there before still serves; mend that, "
    "then run `rapporteur index rebuild`": {
        "fr": "l'index n'a pu être fait ({why}) et ce qui existait sert toujours ; remédiez-y, "
        "puis lancez `rapporteur index rebuild`",
        "es": "no pudo hacerse el índice ({why}) y lo anterior sigue en uso; resuélvalo y "
        "ejecute `rapporteur index rebuild`",
        "ru": "указатель не удалось создать ({why}), прежний по-прежнему используется; "
        "устраните причину и выполните `rapporteur index rebuild`",
        "zh": "无法建立索引（{why}），原有索引仍在使用；请排除原因后运行 `rapporteur index "
        "rebuild`",
        "ar": "تعذر إنشاء الفهرس ({why}) وما كان قبله لا يزال مستخدما؛ أصلح ذلك ثم شغّل "
        "`rapporteur index rebuild`",
    },
    "nothing is in the library; run `rapporteur ingest FILE_OR_FOLDER` first": {
        "fr": "la bibliothèque est vide ; lancez d'abord `rapporteur ingest FILE_OR_FOLDER`",
        "es": "la biblioteca está vacía; ejecute antes `rapporteur ingest FILE_OR_FOLDER`",
        "ru": "библиотека пуста; сначала выполните `rapporteur ingest FILE_OR_FOLDER`",
        "zh": "报告库是空的；请先运行 `rapporteur ingest FILE_OR_FOLDER`",
        "ar": "المكتبة فارغة؛ شغّل أولا `rapporteur ingest FILE_OR_FOLDER`",
    },
    "the question is empty; write what you want to know": {
        "fr": "la question est vide ; écrivez ce que vous voulez savoir",
        "es": "la pregunta está vacía; escriba lo que quiere saber",
        "ru": "вопрос пуст; напишите, что вы хотите узнать",
        "zh": "问题是空的；请写下您想知道的内容",
        "ar": "السؤال فارغ؛ اكتب ما تريد معرفته",
    },
    "the question is over {count} characters; make it shorter": {
        "fr": "la question dépasse {count} caractères ; abrégez-la",
        "es": "la pregunta supera los {count} caracteres; acórtela",
        "ru": "вопрос длиннее {count} знаков; сократите его",
        "zh": "问题超过 {count} 个字符；请缩短",
        "ar": "السؤال أطول من {count} حرف؛ اختصره",
    },
    "the statement is empty; write what is to be verified": {
        "fr": "la déclaration est vide ; écrivez ce qu'il faut vérifier",
        "es": "la declaración está vacía; escriba lo que debe verificarse",
        "ru": "заявление пусто; напишите, что нужно проверить",
        "zh": "陈述是空的；请写下要核实的内容",
        "ar": "البيان فارغ؛ اكتب ما يراد التحقق منه",
    },
    "the statement is over {count} characters; verify it in parts": {
        "fr": "la déclaration dépasse {count} caractères ; vérifiez-la par parties",
        "es": "la declaración supera los {count} caracteres; verifíquela por partes",
        "ru": "заявление длиннее {count} знаков; проверяйте его по частям",
        "zh": "陈述超过 {count} 个字符；请分段核实",
        "ar": "البيان أطول من {count} حرف؛ تحقق منه على أجزاء",
    },
}
