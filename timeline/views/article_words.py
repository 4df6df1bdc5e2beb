"""What a reader sees of the stored articles: the words of their list, and of correcting and removing one."""

from __future__ import annotations

NAV_ARTICLES = "Articles"
INTRO = (
    "The articles of this store, those without a day of publication first. “Friday” counts from that day: open an "
    "article to correct it, or to take the article out."
)
FIND = "Find an article"
LABEL = "The articles of this store"
HEAD = ["Published", "Article", "Source", "Language", "Reports"]
NONE = "No article has these words."
ROWS = "Articles {first:,} to {last:,} of {n:,}"
NO_DAY = "day not known"
GUESSED = "guessed"
OLDER = "older version"

EDIT = "Correct what is known of this article, or remove it"
PUBLISHED, PUBLISHER, TITLE, URL, LANGUAGE = "Published", "Published by", "Title", "Web address", "Language"
SAVE = "Save, and read its dates again"
NOTE = "The text stays as it is. What was decided of its sentences holds on."
SURE = "Take this article and its reports out of the store"
REMOVE = "Remove it"
SAVED = "Saved. The dates of the article were read again."
UNCHANGED = "Nothing was changed."
REMOVED = "“{title}” was removed."
NOT_SURE = "Say first that the article is to be taken out."
BAD_URL = "The web address must begin with http:// or https://; leave it empty if there is none."
FAILED = "It could not be written: {why}"
