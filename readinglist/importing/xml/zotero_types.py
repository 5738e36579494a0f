"""Zotero's item types, and the classes of the vocabularies that it reads, against the item types of CSL 1.0.2."""

_ITEM_TYPES = {
    "journalArticle": "article-journal",
    "preprint": "article",
    "book": "book",
    "bookSection": "chapter",
    "conferencePaper": "paper-conference",
    "thesis": "thesis",
    "report": "report",
    "magazineArticle": "article-magazine",
    "newspaperArticle": "article-newspaper",
    "encyclopediaArticle": "entry-encyclopedia",
    "dictionaryEntry": "entry-dictionary",
    "document": "document",
    "webpage": "webpage",
    "blogPost": "post-weblog",
    "forumPost": "post",
    "manuscript": "manuscript",
    "patent": "patent",
    "computerProgram": "software",
    "dataset": "dataset",
    "standard": "standard",
    "presentation": "speech",
    "film": "motion_picture",
    "videoRecording": "motion_picture",
    "audioRecording": "song",
    "podcast": "song",
    "radioBroadcast": "broadcast",
    "tvBroadcast": "broadcast",
    "artwork": "graphic",
    "map": "map",
    "interview": "interview",
    "letter": "personal_communication",
    "email": "personal_communication",
    "instantMessage": "personal_communication",
    "case": "legal_case",
    "statute": "legislation",
    "bill": "bill",
    "hearing": "hearing",
    "treaty": "treaty",
}
_NAMED_TYPES = {csl: item for item, csl in reversed(_ITEM_TYPES.items())}

# Local names of classes in bib:, bibo: and schema:.
_CLASSES = {
    "Article": "article-journal",
    "AcademicArticle": "article-journal",
    "ScholarlyArticle": "article-journal",
    "Book": "book",
    "EditedBook": "book",
    "Proceedings": "book",
    "BookSection": "chapter",
    "Chapter": "chapter",
    "Thesis": "thesis",
    "Report": "report",
    "Document": "document",
    "Webpage": "webpage",
    "WebPage": "webpage",
    "BlogPosting": "post-weblog",
    "NewsArticle": "article-newspaper",
    "Manuscript": "manuscript",
    "Patent": "patent",
    "Standard": "standard",
    "Software": "software",
    "SoftwareSourceCode": "software",
    "SoftwareApplication": "software",
    "Data": "dataset",
    "Dataset": "dataset",
    "Slideshow": "speech",
    "MotionPicture": "motion_picture",
    "Film": "motion_picture",
    "AudioDocument": "song",
    "Recording": "song",
    "Illustration": "graphic",
    "Image": "graphic",
    "Map": "map",
    "Interview": "interview",
    "Letter": "personal_communication",
    "LegalCaseDocument": "legal_case",
    "Legislation": "legislation",
    "Statute": "legislation",
    "Hearing": "hearing",
}


def csl_type(item_type: str, class_name: str) -> str:
    """Give the CSL type of an item, by Zotero's type where it has one, else by its class ("bib:Article")."""
    if item_type:
        return _ITEM_TYPES.get(item_type, "document")
    return _CLASSES.get(class_name.rpartition(":")[2], "document")


def is_known(class_name: str) -> bool:
    """Whether a class is one of works."""
    return class_name.rpartition(":")[2] in _CLASSES


def item_type(csl: str) -> str:
    """Give Zotero's item type for a CSL type; "document" where there is none."""
    return _NAMED_TYPES.get(csl, "document")
