"""Every string that a reader of the dashboard sees, in one place, so that another language can stand beside it."""

from __future__ import annotations

APP = "Incident timeline"
NAV_TIMELINE = "Timeline"
NAV_READER = "Reader"
NAV_ADD = "Add articles"
MENU = "Filters and pages"

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip

STATUS = {
    "stated": "Stated",
    "attributed": "Attributed",
    "hedged": "Hedged",
    "denied": "Denied",
    "planned": "Planned",
}
BASIS = {
    "explicit": "the date is written out",
    "relative": "counted from the day of publication",
    "anaphoric": "leans on a date told before",
    "year inferred": "the year is inferred",
    "named event": "the date of a named event",
    "inferred": "inferred",
}
LANGUAGES = {"en": "English", "fr": "French", "de": "German", "es": "Spanish", "it": "Italian", "nl": "Dutch",
             "pl": "Polish", "pt": "Portuguese", "ru": "Russian", "uk": "Ukrainian"}  # fmt: skip
REGIONS = {
    "headline": "Headline",
    "byline": "Byline",
    "dateline": "Dateline",
    "caption": "Photo caption",
    "cut": "Not part of the article",
}
BOUND_PREFIX = {"about": "about ", "since": "since ", "until": "until ", "before": "before ", "after": "after "}
BETWEEN = "between {start} and {end}"
UNDATED = "undated"

# The timeline page
SUMMARY = "{events} from {sources}"
SUMMARY_SPAN, SUMMARY_MOSTLY = "{summary}, {days}", "{summary}, nearly all {days}"
ONE_SOURCE, MANY_SOURCES = "1 source", "{n:,} sources"
MORE_SOURCES = "more than {n:,} sources"
SOURCE_LINE = "Source: {source}"
SAID_STATED = "Stated by the article"
SAID_BY = "Said by {who}"
SAID_SOMEONE = "Said by someone whom the text does not name"
HEDGED, DENIED, PLANNED = "Reported with reserve", "Denied", "Announced or planned"
WITH_NAMES = "{said} – {who}"

FILTERS = "Filters"
FILTER_TEXT = "Words in title, quote, actors or source"
FILTER_TEXT_SHORT = "Text"
FILTER_ACTOR = "Actor"
FILTER_SOURCE = "Source"
FILTER_STORY = "Story"
ALL_STORIES = "All stories"
FILTER_STATUS = "How sure"
FILTER_LANGUAGE = "Language"
FILTER_SINCE = "From"
FILTER_UNTIL = "To"
FILTER_KNOWN = "As known on"
FILTER_KNOWN_HELP = "Only what had been published by that day."
FILTER_DATES_NOTE = "An undated report is not shown while a first or last day is set."
ALL_ACTORS, ALL_SOURCES = "All actors", "All sources"
ALL_NAMES = "Choose one, or type a name"
CLEAR_ALL = "Clear all filters"
CHIP = "{field}: {value}"
CHIP_REMOVE = "Remove this filter"
CHIP_NAMES = {
    "text": "Text", "actor": "Actor", "source": "Source", "status": "How sure", "language": "Language",
    "since": "From", "until": "To", "as_known_on": "As known on", "story": "Story",
}  # fmt: skip

ZOOM_IN, ZOOM_OUT, EARLIER, LATER = "Zoom in", "Zoom out", "Earlier", "Later"
SHOW_ALL, FIT = "Show all", "Fit"
OUTSIDE = "{n} outside this view"
CLICK_HINT = "Click a mark to open it."
DRAG_HINT = "Click a mark to open it; drag across the strip above to look closer."
DENSE = (
    "{n:,} reports in view: too many to draw one by one, so the bars count those that begin in each stretch of time."
)
ALONE = "All reports of the filters are undated; they are listed below."
NONE_IN_WINDOW = "No report lies in this stretch of time."
OVERVIEW_ALT = "Overview of all dated reports by time, {n} in all. The table below lists the same reports."
CHART_ALT = "Timeline of {n} reports from {start} to {end}. The table below lists the same reports."
DENSITY_ALT = "Counts of {n} reports by time from {start} to {end}. The table below lists the same reports."
COLOUR_BY = "Colour by"
COLOURS = {"status": "How sure", "source": "Source"}
OTHER_SOURCES = "other sources"
LEGEND_SPAN, LEGEND_SOFT, LEGEND_OPEN = "sometime in a span", "about", "open end"

UNDATED_TRAY = "Undated: {n:,}"
UNDATED_NOTE = "These reports have no date that can be told; each says why."
UNDATED_MORE = "The first {shown} of {n:,} are listed; the table and the export hold them all."

TABLE_HEAD = {"when": "When", "title": "What", "actors": "Actors", "status": "How sure", "source": "Source"}
TABLE_LABEL = "The reports that the filters show"
PAGE_ROWS = "Rows {first:,} to {last:,} of {n:,}"
ORDER_LABEL = "Order"
ORDERS = {
    "start": "Earliest first",
    "-start": "Latest first",
    "published": "Reported first",
    "-published": "Reported last",
}
EXPORT = "Download {name}"
EXPORT_HELP = "The reports that the filters show, all pages, as {name}."

# An event
EVENT = "Report"
WHY = "Why this date"
OTHER_READINGS = "Other readings"
WHO_SAYS = "Who says so"
WHO = "Who acts"
NUMBERS = "Figures in the text"
PUBLISHED = "Published {day}"
PUBLISHED_GUESSED = "Published {day} (guessed)"
PUBLISHED_UNKNOWN = "Day of publication unknown"
SOURCE = "Source"
READ_IN_ARTICLE = "Read it in the article"
OPEN_SOURCE = "Open the source"
OPEN_SOURCE_QUOTE = "Open the source at the quote"
NO_LINK = "The source has no web address."
CODES = "For machines"
EVENT_GONE = "There is no such report in this store. It may belong to another store, or its article was read again."
NOT_VERBATIM = "A summary: these are not the source's own words."
CAPTION_NOTE = "From a photo caption."

# The reader
READER_EMPTY = "Choose a report on the timeline, then “Read it in the article”."
READER_GONE = "There is no such article in this store."
BACK = "Back to the timeline"
ONE_DATED, MANY_DATED = "1 dated sentence is underlined", "{n} dated sentences are underlined"
NO_DATED = "No sentence of this article carries a date"
CHOSEN_NOTE = "the chosen one is highlighted"
UNTITLED = "Untitled article"
UNNAMED = "Unnamed source"
ARTICLE_LABEL = "The article, with its dated sentences marked"
CUT_LABEL = "Cut: {reason}"
CUT_PLAIN = "not part of the article"

# Versions
VERSIONS = "{n} versions of this article, and what changed"
VERSION = "Version {n}"
VERSION_READ = "read {moment} UTC"
VERSION_SHOWN = "shown here"
OLDER_VERSION = "This is an older version: its page has changed since, and the timeline shows the newest version."
READ_NEWEST = "Read the newest version"
SENTENCE_GONE = "This sentence was changed or removed since: it is not in the newest version of the article."
SENTENCE_STANDS = "From an older version of the article; the sentence stands in the newest one, too."
REMOVED, ADDED = "Removed:", "Added:"
NO_CHANGE = "No sentence differs."
REPEATS = "It repeats {name}: {why}."
READ_ORIGINAL = "Read what it repeats"

# Adding
ADD_INTRO = (
    "Files of up to 100 MB each (a text 10 MB, a page 20): text, Markdown, saved web pages, PDF, Word, e-mail, feeds, "
    "tables and archives; a text pasted from a web page; or web addresses. A sources.csv dropped with files gives the "
    "title, publisher and day of each. All is read on this machine; nothing is sent anywhere, only pasted addresses "
    "are asked for."
)
UPLOAD = "Drop article files here, or choose them"
PASTE = "Paste a text or web addresses instead"
PASTE_TEXT, PASTE_TITLE, PASTE_URL, PASTE_DATE = (
    "Text, or web addresses, one in each line",
    "Title (optional)",
    "Web address (optional)",
    "Published (optional)",
)
PASTE_PUBLISHER = "Published by (optional)"
PASTE_GO = "Read this"
FETCHING = "Fetching pages"
PASTE_NAME = "pasted text"
PASTE_EMPTY = "Paste the article's text, or web addresses, first."
PASTE_BAD_URL = "The web address must begin with http:// or https://; leave it empty if there is none."
CHECK = "Check before adding"
CHECK_NOTE = (
    "Relative dates such as “Friday” count from the day of publication: correct it here where it is wrong or missing. "
    "Title and source can be mended, too, and a line without its tick is left out."
)
COL_ADD, COL_PUBLISHER = "Add", "Source"
NOTHING_CHOSEN = "No line has its tick: nothing would be added."
COL_FILE, COL_TITLE, COL_PUBLISHED, COL_BASIS, COL_LANGUAGE = "File", "Title", "Published", "How known", "Language"
BASIS_GIVEN, BASIS_GUESSED, BASIS_UNKNOWN = "given", "guessed: {why}", "not known"
ADD_GO_ONE, ADD_GO_MANY = "Add 1 article", "Add {n} articles"
ADDING = "Adding {name} ({i} of {n})"
REPORT = "Report"
REPORT_ADDED = "Added: {n}"
REPORT_KNOWN = "Already known, unchanged: {n}"
REPORT_DIFFERING = "{name} is in the store with another day of publication: {day}."
REPORT_CORRECT = "Open it to correct the day"
REPORT_REFUSED = "Refused: {n}"
REPORT_NEWER, REPORT_OLDER = "New version of an article that was there", "Older version of an article that was there"
REPORT_EVENTS_ONE, REPORT_EVENTS = "{name} – 1 report", "{name} – {n} reports"
SEE_TIMELINE = "See them on the timeline"
GROUPING = "Finding what tells of the same happening"
NOTHING_FAULT, NOTHING_REMEDY = "there is no article in it", "look into it, and add what it should hold"
FAILED_FAULT = "could not be read ({kind})"
EXTRACT_FAULT = "its reports could not be extracted ({kind})"
EXTRACT_REMEDY = "report this fault with the file; nothing of it was stored"
FAILED_REMEDY = "save it as plain UTF-8 text and try again"

# Empty states and errors
EMPTY_TITLE = "No articles yet"
EMPTY_TEXT = (
    "A timeline begins with a few articles: saved pages, PDF, Word, e-mail, text, tables or archives; a text "
    "pasted from a web page; or web addresses."
)
EMPTY_COMMAND = "On the command line, the sample articles of the project are added with:"
EMPTY_NO_EVENTS = "The articles that were added tell of no dated report. Add another article."
NO_MATCH_TITLE = "No report fits these filters"
NO_MATCH_TEXT = "Taking one of them away gives:"
NO_MATCH_ALONE = "No single filter is to blame: only clearing them all gives reports."
DROP_ONE, DROP_MANY = "Without “{chip}”: 1 report", "Without “{chip}”: {n:,} reports"
STORE_PROBLEM = "The store cannot be opened"
