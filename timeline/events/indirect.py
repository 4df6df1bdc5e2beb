"""Saying without a verb of saying: views, statements that are issued, claims by name, those whom others quote."""

from __future__ import annotations

import re

from timeline.events.frames import Frames, Speech
from timeline.events.sources import Phrase

FARTHEST, SHORTEST_SAID = 70, 4
_OWNER = re.compile(r"['’]s?\s*$")


class Indirect(Frames):
    """The forms of saying that no verb of saying shows. Each method gives its speeches."""

    def opinions(self, found: list[Speech]) -> list[Speech]:
        """Whose view a sentence gives: of a quotation anybody's ("Pour Lena Holm, « c'était pire »"), of a clause that
        of those whose trade it is to have one ("Pour les experts, la baisse a commencé en mars")."""
        opens = self.words.opinions.match(self.text, self.low, self.high)
        if not opens or found:
            return []
        phrase = self.sources.after(opens.end())
        lead = self.text[opens.end() : phrase.end]
        views = bool(self.words.viewers.search(lead))
        follows = self.text[phrase.end : phrase.end + 1] == ","
        quoted = any(low > phrase.end for low, _ in self.scares())
        if not phrase.names or not follows or not (quoted or views):
            return []
        return [Speech((self.low, phrase.end), (phrase.end, self.high), phrase.names)]

    def issued(self) -> list[Speech]:
        """What somebody issues, with what it says ("The ministry issued a statement on Friday saying that …")."""
        found = []
        for verb in self.words.issues.finditer(self.text, self.low, self.high):
            what = self.words.utterance.match(self.text, verb.end(), self.high)
            end = self.past_times(what.end()) if what else 0
            says = self.words.gerund.match(self.text, end + 1, self.high) if what else None
            denies = self.words.denying.match(self.text, end + 1, self.high) if what else None
            who = self.subject(self.before(verb.start())) if says or denies else None
            if who and who.names and (opens := says or denies):
                start, ahead = self.frame_start(who.start), self.after_verb(opens.end())[0]
                found.append(Speech((start, ahead), (ahead, self.high), who.names, denial=bool(denies)))
        return found

    def claimed(self) -> list[Speech]:
        """What is claimed by name ("the claim by Lena Holm that …", "Acme's announcement that …")."""
        found = []
        for noun in self.words.claims.finditer(self.text, self.low, self.high):
            at = self.past_times(noun.end())
            by = self.words.claims_by.match(self.text, at + 1, self.high)
            owner = _OWNER.search(self.text, max(noun.start() - 4, self.low), noun.start())
            if by:
                who = self.sources.after(by.end())
            else:
                who = self.sources.before(owner.start()) if owner else Phrase(at, at, ())
            end = self.past_times(max(who.end, at))
            that = self.words.claims_that.match(self.text, end + 1, self.high)
            if who.names and that and self.high - that.end() > SHORTEST_SAID:
                start = min(who.start, noun.start())
                found.append(Speech((start, that.end()), (that.end(), self.high), who.names))
        return found

    def cited_by(self, phrase: Phrase) -> Phrase:
        """The paper that gives a source's words, behind it ("Selon un policier, | cité par Reuters, …")."""
        start = phrase.end + (2 if self.text[phrase.end : phrase.end + 1] == "," else 1)
        cited = self.words.cited_by.match(self.text, start, self.high)
        return self.sources.after(cited.end()) if cited else Phrase(phrase.end, phrase.end, ())

    def quoted_as(self) -> list[Speech]:
        """Whom somebody else quotes ("Wang Yi was quoted by Xinhua as saying that …")."""
        found = []
        for verb in self.words.quoted.finditer(self.text, self.low, self.high):
            who = self.sources.before(self.low + len(self.text[self.low : verb.start()].rstrip()))
            by = self.words.by.match(self.text, verb.end() + 1, self.high)
            paper = self.sources.after(by.end()) if by else Phrase(verb.end(), verb.end(), ())
            saying = self.words.gerund.search(self.text, paper.end, min(paper.end + FARTHEST, self.high))
            if not who.names or not saying:
                continue
            end = self.after_verb(saying.end())[0]
            after = self.high - end > SHORTEST_SAID
            levels = [level for level in (paper.names, who.names) if level]
            content = (end, self.high) if after else (self.low, who.start)
            frame = (who.start, end if after else self.high)
            found.append(Speech(frame, content, levels[0], cited=tuple(levels[1:])))
        return found
