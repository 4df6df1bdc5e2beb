BEGIN TRANSACTION;
CREATE TABLE article_groups (
	article_key INTEGER NOT NULL,
	story VARCHAR NOT NULL,
	copy_of VARCHAR NOT NULL,
	copy_score FLOAT NOT NULL,
	copy_why TEXT NOT NULL,
	features BLOB,
	PRIMARY KEY (article_key),
	FOREIGN KEY(article_key) REFERENCES articles ("key")
);
CREATE TABLE articles (
	"key" INTEGER NOT NULL,
	id VARCHAR NOT NULL,
	title TEXT NOT NULL,
	url TEXT NOT NULL,
	publisher TEXT NOT NULL,
	published VARCHAR,
	published_basis VARCHAR NOT NULL,
	published_why TEXT NOT NULL,
	language VARCHAR NOT NULL,
	verbatim BOOLEAN NOT NULL,
	path TEXT NOT NULL,
	extracted VARCHAR NOT NULL,
	regions JSON NOT NULL,
	text TEXT NOT NULL,
	page TEXT NOT NULL,
	fetched VARCHAR NOT NULL,
	seen VARCHAR NOT NULL,
	newest VARCHAR NOT NULL,
	version_from INTEGER NOT NULL,
	version_until INTEGER NOT NULL,
	PRIMARY KEY ("key"),
	UNIQUE (id)
);
INSERT INTO "articles" VALUES(1,'one00000','Title of one','https://www.one.example/story','The Paper','2017-05-08','given','','en',1,'one.txt','2026-11-30T12:00:00+00:00','[[0,33,"body",""],[33,52,"cut","a related headline"]]','On 5 May the emails were dumped. Facebook denied it.','one.example/story','','','',0,9999999);
CREATE TABLE event_actors (
	event_key INTEGER NOT NULL,
	actor VARCHAR NOT NULL,
	PRIMARY KEY (event_key, actor),
	FOREIGN KEY(event_key) REFERENCES events ("key")
);
INSERT INTO "event_actors" VALUES(1,'Facebook');
INSERT INTO "event_actors" VALUES(1,'Émile Zola');
CREATE TABLE event_links (
	link BIGINT NOT NULL,
	event_key INTEGER NOT NULL,
	PRIMARY KEY (link, event_key),
	FOREIGN KEY(event_key) REFERENCES events ("key")
)
 WITHOUT ROWID

;
CREATE TABLE events (
	"key" INTEGER NOT NULL,
	id VARCHAR NOT NULL,
	article_key INTEGER NOT NULL,
	article_id VARCHAR NOT NULL,
	first_day INTEGER NOT NULL,
	last_day INTEGER NOT NULL,
	published_day INTEGER,
	status VARCHAR NOT NULL,
	language VARCHAR NOT NULL,
	source_name TEXT NOT NULL,
	start VARCHAR,
	"end" VARCHAR,
	precision VARCHAR NOT NULL,
	bound VARCHAR NOT NULL,
	edtf VARCHAR NOT NULL,
	timex_type VARCHAR NOT NULL,
	timex_value VARCHAR NOT NULL,
	basis VARCHAR NOT NULL,
	region VARCHAR NOT NULL,
	char_start INTEGER NOT NULL,
	char_end INTEGER NOT NULL,
	when_char_start INTEGER NOT NULL,
	when_char_end INTEGER NOT NULL,
	extracted VARCHAR NOT NULL,
	when_text TEXT NOT NULL,
	title TEXT NOT NULL,
	quote TEXT NOT NULL,
	why TEXT NOT NULL,
	link TEXT NOT NULL,
	nested JSON NOT NULL,
	folded TEXT NOT NULL,
	version_from INTEGER NOT NULL,
	version_until INTEGER NOT NULL,
	became VARCHAR NOT NULL,
	PRIMARY KEY ("key"),
	UNIQUE (id),
	FOREIGN KEY(article_key) REFERENCES articles ("key")
);
INSERT INTO "events" VALUES(1,'one00000-0',1,'one00000',736454,736454,736457,'stated','en','The Paper','2017-05-05','2017-05-05','day','exact','2017-05-05','DATE','2017-05-05','year inferred','body',0,32,3,8,'2026-11-30T12:00:00+00:00','5 May','The emails were dumped','On 5 May the emails were dumped.','''5 May'', published on 8 May 2017: the latest one.','https://www.one.example/story#:~:text=the%20emails','{"alternatives":[{"span":{"start":"2016-05-05","end":"2016-05-05","precision":"day","bound":"exact","edtf":"2016-05-05"},"why":"the year before"}],"actors":["Facebook","Émile Zola"],"attribution":["Trend Micro"],"numbers":["9GB"],"source":{"title":"Title of one","publisher":"The Paper","url":"https://www.one.example/story","published":"2017-05-08","published_basis":"given"},"roles":[],"quantities":[],"chain":[],"denies":"","clause":[0,0]}','the emails were dumped
on 5 may the emails were dumped.
facebook
emile zola
5 may
title of one',0,9999999,'');
CREATE TABLE incident_events (
	event_key INTEGER NOT NULL,
	component INTEGER NOT NULL,
	incident_key INTEGER,
	PRIMARY KEY (event_key),
	FOREIGN KEY(event_key) REFERENCES events ("key"),
	FOREIGN KEY(incident_key) REFERENCES incidents ("key")
);
CREATE TABLE incidents (
	"key" INTEGER NOT NULL,
	id VARCHAR NOT NULL,
	component INTEGER NOT NULL,
	title TEXT NOT NULL,
	language VARCHAR NOT NULL,
	start VARCHAR,
	"end" VARCHAR,
	first_day INTEGER NOT NULL,
	last_day INTEGER NOT NULL,
	first_published INTEGER,
	last_published INTEGER,
	precision VARCHAR NOT NULL,
	bound VARCHAR NOT NULL,
	edtf VARCHAR NOT NULL,
	status VARCHAR NOT NULL,
	story VARCHAR NOT NULL,
	reports INTEGER NOT NULL,
	independent INTEGER NOT NULL,
	score FLOAT NOT NULL,
	nested JSON NOT NULL,
	PRIMARY KEY ("key"),
	UNIQUE (id)
);
CREATE TABLE reviews (
	"key" INTEGER NOT NULL,
	event_id VARCHAR NOT NULL,
	moment VARCHAR NOT NULL,
	reviewer TEXT NOT NULL,
	action VARCHAR NOT NULL,
	body JSON NOT NULL,
	PRIMARY KEY ("key")
);
CREATE TABLE stale_articles (
	article_key INTEGER NOT NULL,
	PRIMARY KEY (article_key),
	FOREIGN KEY(article_key) REFERENCES articles ("key")
);
INSERT INTO "stale_articles" VALUES(1);
CREATE TABLE timeline_meta (
	name VARCHAR NOT NULL,
	value INTEGER NOT NULL,
	PRIMARY KEY (name)
);
INSERT INTO "timeline_meta" VALUES('schema',3);
INSERT INTO "timeline_meta" VALUES('version',1);
CREATE INDEX ix_articles_newest ON articles (newest);
CREATE INDEX ix_articles_page ON articles (page);
CREATE INDEX incidents_in_order ON incidents (first_day, start, "end", id);
CREATE INDEX incidents_by_weight ON incidents (score, independent, reports);
CREATE INDEX ix_incidents_component ON incidents (component);
CREATE INDEX ix_reviews_event_id ON reviews (event_id);
CREATE TRIGGER reviews_no_update BEFORE UPDATE ON reviews BEGIN SELECT RAISE(ABORT, 'reviews are append-only'); END;
CREATE TRIGGER reviews_no_delete BEFORE DELETE ON reviews BEGIN SELECT RAISE(ABORT, 'reviews are append-only'); END;
CREATE INDEX ix_events_article_key ON events (article_key);
CREATE INDEX events_in_order ON events (first_day, start, "end", id);
CREATE INDEX events_filters ON events (first_day, last_day, published_day, status, language, source_name, version_from, version_until);
CREATE INDEX ix_article_groups_story ON article_groups (story);
CREATE INDEX actors_events ON event_actors (actor, event_key);
CREATE INDEX ix_event_links_event_key ON event_links (event_key);
CREATE INDEX ix_incident_events_incident_key ON incident_events (incident_key);
CREATE INDEX ix_incident_events_component ON incident_events (component);
COMMIT;
