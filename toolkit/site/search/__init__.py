"""Search: what the site writes so that its pages find any substring, opened from a folder as well as from a server.

**Entries.** A page, a section under a heading, a dealer, a contract, a check, a kind of record, a term of the glossary: each has
names, codes, an address and a text. They are taken from the contexts of the pages that are planned, never from the network:
the index cannot hold what no page may show, and a page that is not built leaves nothing behind.

**A scan, not an index of pairs.** Ten thousand dealers are some millions of characters, and `indexOf` reads them in a few
milliseconds; lists of two-character pairs would be larger than the text and find nothing more. So the files hold the words as
written, the browser folds them once when they arrive, and every query reads all of them.

**Two steps.** `keys.js` has names, codes and the readings of their characters, and is asked for when the box is first used;
`text-N.js` have the running text, cut into pieces of half a megabyte, and follow with the first letter typed. They are scripts
that call one function, because a page opened from a folder may load a script but fetch nothing.

**One folding.** Full-width and half-width, capitals, accents, ligatures, radicals and compatibility forms are the same; white
space next to a Chinese character is none; traditional characters stay. `folding.py` makes the one table, and the browser gets
that very table.

**Pinyin** is matched in the browser against the readings of each character, so any mixture of full syllables, initials and characters fits
(`hangzhou`, `hz`, `hangz`), and a character with several readings fits each of them.

**Blocks.** A query finds a substring of one paragraph, list item or table cell, never one across two of them. Several words are
sought each for itself: all in one section, or where no section has them, all on one page. What stands nowhere is sought once
more without the words that only ask (返利怎么算), and then by its parts, which is said.

**Dealers.** A dealer's text is its head, the finding of each card, the codes that stand on its page, and its *own words*:
phrases that no more than three dealers' pages have. Labels, states and bands, which all pages share, find no dealer; the list
of dealers filters by them. Names of people are masked on the pages and left out here.
"""
