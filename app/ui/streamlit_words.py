"""What Streamlit itself says on our pages, in the other five languages.

It says it in English whatever the page speaks; a script (`app.ui.scripts`) puts these in its place.
A `#` stands for a number.
"""

from collections.abc import Mapping
from typing import Final

_LANGUAGES = ("ar", "zh", "fr", "ru", "es")
_WORDS: Final = {
    "Skip to main content": (
        "انتقل إلى المحتوى الرئيسي",
        "跳到主要内容",
        "Aller au contenu principal",
        "Перейти к основному содержанию",
        "Ir al contenido principal",
    ),
    "Sidebar": ("الشريط الجانبي", "侧栏", "Volet latéral", "Боковая панель", "Panel lateral"),
    "Collapse sidebar": (
        "أغلق الشريط الجانبي",
        "收起侧栏",
        "Fermer le volet latéral",
        "Закрыть боковую панель",
        "Cerrar el panel lateral",
    ),
    "Expand sidebar": (
        "افتح الشريط الجانبي",
        "展开侧栏",
        "Ouvrir le volet latéral",
        "Открыть боковую панель",
        "Abrir el panel lateral",
    ),
    "App pages": ("الصفحات", "页面", "Pages", "Страницы", "Páginas"),
    "Logo": ("الشعار", "标志", "Logo", "Логотип", "Logotipo"),
    "Navigate to home page": (
        "إلى الصفحة الأولى",
        "前往首页",
        "Aller à la première page",
        "На главную страницу",
        "Ir a la página inicial",
    ),
    "Main menu": ("القائمة", "菜单", "Menu", "Меню", "Menú"),
    "Theme": ("المظهر", "外观", "Apparence", "Оформление", "Apariencia"),
    "System": ("النظام", "跟随系统", "Système", "Как в системе", "Sistema"),
    "Light": ("فاتح", "浅色", "Clair", "Светлое", "Claro"),
    "Dark": ("داكن", "深色", "Sombre", "Тёмное", "Oscuro"),
    "Print": ("اطبع", "打印", "Imprimer", "Напечатать", "Imprimir"),
    "Record screen": (
        "سجّل الشاشة",
        "录制屏幕",
        "Enregistrer l’écran",
        "Записать экран",
        "Grabar la pantalla",
    ),
    "Copy version to clipboard": (
        "انسخ رقم الإصدار",
        "复制版本号",
        "Copier la version",
        "Скопировать номер версии",
        "Copiar la versión",
    ),
    "Copy to clipboard": ("انسخ", "复制", "Copier", "Скопировать", "Copiar"),
    "Choose an option": ("اختر", "请选择", "Choisir", "Выберите", "Elegir"),
    "Choose options": ("اختر", "请选择", "Choisir", "Выберите", "Elegir"),
    "Open": ("افتح", "打开", "Ouvrir", "Открыть", "Abrir"),
    "Dismiss": ("أغلق", "关闭", "Fermer", "Закрыть", "Cerrar"),
    "No results": ("لا نتائج", "没有结果", "Aucun résultat", "Ничего не найдено", "Sin resultados"),
    "Clear all": ("امسح الكل", "全部清除", "Tout effacer", "Очистить", "Borrar todo"),
    "Send message": ("أرسل", "发送", "Envoyer", "Отправить", "Enviar"),
    "Chat message from user": ("السؤال", "提问", "Question", "Вопрос", "Pregunta"),
    "Chat message from assistant": ("الجواب", "回答", "Réponse", "Ответ", "Respuesta"),
    "Feedback rating": ("التقييم", "评价", "Appréciation", "Оценка", "Valoración"),
    "Thumbs up": ("جيد", "满意", "Bien", "Хорошо", "Bien"),
    "Thumbs down": ("سيئ", "不满意", "Mal", "Плохо", "Mal"),
    "Upload": ("ارفع ملفا", "上传", "Envoyer un fichier", "Загрузить", "Subir"),
    "file upload": ("رفع ملف", "上传文件", "Envoi d’un fichier", "Загрузка файла", "Subir archivo"),
    "#MB per file": (
        "# ميغابايت لكل ملف",
        "每个文件不超过 # MB",
        "# Mo par fichier",
        "до # МБ на файл",
        "# MB por archivo",
    ),
    "Press Enter to apply": (
        "اضغط Enter للتأكيد",
        "按 Enter 键确认",
        "Entrée pour valider",
        "Enter — применить",
        "Entrar para aplicar",
    ),
    "Press Ctrl+Enter to apply": (
        "اضغط Ctrl+Enter للتأكيد",
        "按 Ctrl+Enter 键确认",
        "Ctrl+Entrée pour valider",
        "Ctrl+Enter — применить",
        "Ctrl+Entrar para aplicar",
    ),
    "Press Enter to submit form": (
        "اضغط Enter للإرسال",
        "按 Enter 键提交",
        "Entrée pour envoyer",
        "Enter — отправить",
        "Entrar para enviar",
    ),
    "Press Ctrl+Enter to submit form": (
        "اضغط Ctrl+Enter للإرسال",
        "按 Ctrl+Enter 键提交",
        "Ctrl+Entrée pour envoyer",
        "Ctrl+Enter — отправить",
        "Ctrl+Entrar para enviar",
    ),
}


def spoken_by_streamlit(lang: str) -> Mapping[str, str]:
    """What stands on a page in this language in place of Streamlit's words; in English, nothing."""
    if lang not in _LANGUAGES:
        return {}
    at = _LANGUAGES.index(lang)
    return {english: said[at] for english, said in _WORDS.items()}
