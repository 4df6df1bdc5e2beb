"""What a reader sees of incidents, called happenings here: the words of list, card, panels and actors."""

from __future__ import annotations

MODE_LABEL = "Show"
MODES = {"happenings": "Happenings", "reports": "Reports"}
MODE_HELP = (
    "A happening is one line for all the reports that tell of it; a report is one dated sentence of one article."
)
ONE_HAPPENING, MANY_HAPPENINGS = "1 happening", "{n:,} happenings"
SUMMARY = "{happenings} in {events} from {sources}"
TOP_LABEL = "How many"
TOP_ALL, TOP_SOME = "All", "The {n} most important"
TOP_HELP = "Important is what most articles tell that do not copy one another."
TOP_SHOWN = "The {n:,} most important of {all:,} happenings"
ORDER_IMPORTANCE = "Most important first"
PANEL_LABEL = "Below the chart"
PANELS = {"list": "List", "gaps": "Gaps", "numbers": "Numbers", "decisions": "Decisions"}
TABLE_HEAD = {"when": "When", "title": "What happened", "actors": "Actors", "status": "How sure", "source": "Told by"}
TABLE_LABEL = "The happenings that the filters show"
PAGE_ROWS = "Happenings {first:,} to {last:,} of {n:,}"
EXPORT_HELP = (
    "All happenings that the filters show, each with its reports, as {name}; only the most important where you chose "
    "how many."
)
DENSE = (
    "{n:,} happenings in view: too many to draw one by one, so the bars count the reports that begin in each stretch "
    "of time. Zoom in, or show only the most important."
)
NONE_IN_WINDOW = "No happening lies in this stretch of time."
OVERVIEW_ALT = "Overview of all dated reports by time. The list below tells of {n} happenings."
CHART_ALT = "Timeline of {n} happenings from {start} to {end}. The list below has the same happenings."
LEGEND_HEIGHT = "larger: more independent sources"
LEGEND_SILENCE = "no source tells of these days (spans of a month aside)"
SILENCE_HOVER = "<b>{days}</b><br>No source tells of anything in these {n:,} days, spans of a month aside."
OPEN_HINT = "Click a mark to open its happening."
ONE_UNGROUPED, MANY_UNGROUPED = "1 article is not grouped yet.", "{n:,} articles are not grouped yet."
GROUP_NOW = "Group them now"
GROUPING = "Grouping"

# How many tell it
ONE_ARTICLE, MANY_ARTICLES = "1 article", "{n:,} articles"
ONE_INDEPENDENT, MANY_INDEPENDENT = "1 independent source", "{n:,} independent sources"
ONE_REPORT, MANY_REPORTS = "1 report", "{n:,} reports"
# The marks of a happening: kind of finding, the look of its badge, its words
MARKS = {
    "date conflict": ("warn", "dates differ"),
    "number conflict": ("warn", "numbers conflict"),
    "number update": ("plain", "numbers updated"),
    "denial": ("warn", "denied by some"),
    "single source": ("quiet", "single source"),
    "copy": ("quiet", "copies among them"),
}
FINDINGS = {
    "date agreement": ("good", "Dates agree"),
    "date conflict": ("warn", "Dates differ"),
    "number agreement": ("good", "Numbers agree"),
    "number conflict": ("warn", "Numbers conflict"),
    "number update": ("plain", "Numbers updated"),
    "denial": ("warn", "Denial"),
    "copy": ("quiet", "Copy"),
    "single source": ("quiet", "Single source"),
}

# One happening
TITLE = "Happening"
GONE = "No happening here: its report is not in this store, was rejected by a reviewer, or is not grouped yet."
CHOOSE = "Choose a happening on the timeline."
WHY_DATE = "Why this date: {why}."
FOUND = "Where the reports agree and where they do not"
REPORTS = "The reports, in order of publication"
SAYS_DATE = "says {when}"
NO_DATE = "gives no date"
LEVELS = "Who says so"
LEVEL_ARTICLE = "the article itself"
CITES = " cites "
READ = "Read it in the article"
READ_LABEL = "Read “{quote}” in the article of {source}"
OUT = "Open the source at the quote"
OUT_PLAIN = "Open the source"
OUT_LABEL = "{source}, in a new tab"
JOINED = "Joined to {other} ({sure} sure): {why}"
FIRST = "The first report of it"
SURE = ((0.85, "very"), (0.6, "fairly"), (0.0, "not very"))
REPEATS = "repeats {other}"
REPEATS_SOME = "repeats another report"
NUMBERS = "Numbers side by side"
NUMBER_HEAD = ["As written", "Value", "Said by", "Published", "Report"]
AT_MOST, AT_LEAST, ABOUT = "at most {n}", "at least {n}", "about {n}"
RANGE = "{low} to {high}"
VERDICT = {
    "agreement": ("good", "they agree"),
    "update": ("plain", "an update: later reports give another number"),
    "conflict": ("warn", "a conflict: reports of the same days differ"),
    "single": ("quiet", "one report"),
}
DENIALS = "Denials beside the claim"
DENIED_HERE = "{by}, {when}: {title}"
DENIES_OTHER = "This denies: {title}"
BY_SOMEONE = "someone whom the text does not name"
STORY = "The same story also tells of"
STORY_ALL = "All of this story on the timeline"
STORY_NAMED = "the story of “{title}”"
PART_OF = "Part of a happening with {n}"
PART_OPEN = "Open the happening"

# Corrections
CORRECT = "Correct"
REVIEWER = "Your name, for the record of decisions"
APART = "Does not belong here"
APART_LABEL = "“{title}” of {source} does not belong to this happening"
UNDO, CLOSE = "Undo", "Close"
CONFIRM, REJECT, REOPEN = "Confirm", "Reject", "Take the verdict back"
READ_AS = "Read the date as {when}"
SET_BY_HAND = "Set by a reviewer."
OTHER_DATE = "Another date for a report"
OTHER_DATE_NOTE = (
    "Where none of the other readings is right. The words and the date that was read stay with the report."
)
WHICH_REPORT, FIRST_DAY, LAST_DAY, SET_DATE = "Report", "First day", "Last day (optional)", "Set this date"
DATE_MISSING = "Choose a report and its first day."
READ_BACK = "Go back to the date that was read"
VERDICTS = {"confirmed": ("good", "confirmed"), "rejected": ("warn", "rejected")}
VERDICT_BY_REVIEWER = "A reviewer: {verdict}."
DATE_CHOSEN = "date chosen by a reviewer"
SAME = "The same as another happening"
SAME_FIND = "Find it by its words"
SAME_GO = "They are one happening"
SAME_NOTE = "Without words: those near its date"
SAME_NONE = "No other happening has these words."
DONE_APART = "“{title}” is now a happening of its own."
DONE_SAME = "The two are one happening now."
DONE_CONFIRM = "“{title}” is confirmed."
DONE_REJECT = "“{title}” is rejected and left out of all happenings."
DONE_REOPEN = "The verdict on “{title}” is taken back."
DONE_READING = "“{title}” is now dated {when}."
DONE_BACK = "“{title}” has the date again that was read."
DONE_UNDO = "Taken back."
NOT_HEEDED = "The decision is kept, but grouping did not follow it: too much speaks against it."
NOT_WRITTEN = "The decision could not be written: {why}"
HISTORY = "Decisions about it"
NO_HISTORY = "Nobody has decided anything about it yet."
NO_DECISIONS = "Nobody has decided anything yet. Open a happening to correct it."
DECISIONS_INTRO = "What reviewers decided, the latest first. Nothing is ever deleted: undoing adds a line."
SOMEBODY = "somebody"
LINE = "{moment} – {who}: {what}"
TOLD = {
    "same": "“{title}” and {others} are one happening",
    "apart": "“{title}” is not one happening with {others}",
    "unpaired": "“{title}” and {others}: the decision was taken back",
    "confirm": "“{title}” is confirmed",
    "reject": "“{title}” is rejected",
    "reopen": "the verdict on “{title}” was taken back",
    "reading": "“{title}” is dated {when}",
    "unread": "“{title}” is dated as it was read",
}
OTHER_ONE, OTHER_MANY = "“{title}”", "{n} others"

# Gaps
GAPS_INTRO = "What the sources leave open. Nothing here is guessed."
SILENCES = "Days that no source tells of, spans of a month or more aside"
NO_SILENCES = "No two days in a row are left out between the first happening and the last."
SILENCE = "{days} ({n:,} days)"
SILENCE_LONG = "long for this timeline"
BETWEEN = "after {after}, before {before}"
SINGLE = "What a single source tells"
NO_SINGLE = "Every happening has more than one independent source."
SINGLE_COUNT = "{n:,} of {all:,} happenings have one independent source."
ORDERS_OPEN = "Which came first is open"
NO_ORDERS = "The dates prove the order of all neighbours."
ORDER_OPEN = "or"
MORE = "and {n:,} more"
WITHIN = "Within {days}, where nearly all reports lie. Choose From and To for other days."
TOO_MANY = "There are {n:,}; this is worked out for at most {most:,}. Filter by story, actor or days."
NUMBERS_INTRO = "What several reports count, each value with who said it and when."
NO_NUMBERS = "No thing is counted by more than one report here."

# Actors
NAV_ACTORS = "Actors"
ACTORS_INTRO = (
    "Everybody whom the reports name, with how often. One who is known by several names is counted once when the names "
    "are joined here; articles are read anew with the new names."
)
ACTOR_FIND = "Find an actor"
ACTOR_HEAD = ["Actor", "Kind", "Reports", "Also called"]
ACTOR_LABEL = "The actors of this store"
ACTOR_NONE = "No actor has this name."
ACTOR_SHOWN = "The {shown:,} most named of {n:,}"
KINDS = {
    "person": "person", "organisation": "organisation", "state": "state", "group": "group", "party": "party",
    "agency": "agency", "media": "media", "platform": "platform", "": "not known",
}  # fmt: skip
ADD_ACTOR, ADD_ALIAS, MERGE, SPLIT = "Add an actor", "Add a name", "Two are one", "Split again"
ACTOR_NAME, ACTOR_KIND, ACTOR_ALIASES = "Name", "Kind", "Other names, with ; between them"
ALIAS_OF, ALIAS = "Actor", "Another name for it"
MERGE_ONE, MERGE_INTO = "This one", "is the same as"
SPLIT_WHICH = "Joined actors"
SPLIT_NONE = "No actors have been joined."
DO_ADD, DO_ALIAS, DO_MERGE, DO_SPLIT = "Add the actor", "Add the name", "Join them", "Split them"
REREAD = "Read the stored articles again with these names"
REREAD_NOTE = "Actors changed. The stored articles keep the old names until they are read again."
REREADING = "Reading {i:,} of {n:,}"
REREAD_DONE = "{n:,} articles were read again."
