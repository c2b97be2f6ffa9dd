// Finds entries: folds spellings, reads pinyin, weighs matches, cuts out what to show. Knows nothing of the page it runs in;
// `search.js` asks it, and gives it the files that the build has written (see toolkit/site/search/).
(function (outside) {
  "use strict";
  const ASKING = /怎么办|怎么样|怎么|怎样|如何|为什么|为何|什么|哪些|哪里|多少|是否|能不能|可不可以|吗|呢|\b(?:how|what|when|where|which|who|why|is|are|do|does|can|the|a|an|of|to|in|for|my|we|i)\b/gi;
  const LETTERS = 30; // As many letters of pinyin are looked at: one bit of a number for each.
  const WEIGHT = { exact: 100, start: 80, code: 75, part: 60, sound: 35, parent: 15, text: 10, page: 4 };

  // ---- Folding: the table comes from the build, so that both sides take the same spellings for one.
  function folder(table) {
    const forms = new Map();
    const one = Array.from(table.one);
    for (let at = 0; at < one.length; at += 2) forms.set(one[at], one[at + 1]);
    table.more.split(" ").forEach((pair) => {
      const from = String.fromCodePoint(pair.codePointAt(0));
      forms.set(from, pair.slice(from.length));
    });
    table.none.forEach(([first, count]) => {
      for (let code = first; code < first + count; code += 1) forms.set(String.fromCodePoint(code), "");
    });
    Array.from(table.space).forEach((character) => forms.set(character, " "));

    // The folded text; `places`, when given, gets for each of its units where in the raw text it comes from.
    return function fold(raw, places) {
      let out = "";
      let last = 0; // The code of the last unit, 0 after a boundary.
      let space = -1; // Where white space stands that may have to be written.
      let at = 0;
      function write(text, from, step) {
        if (space >= 0 && last < table.wide && text.charCodeAt(0) < table.wide) {
          out += " ";
          if (places) places.push(space);
        }
        out += text;
        if (places) for (let unit = 0; unit < text.length; unit += 1) places.push(from + unit * step);
        last = text.charCodeAt(text.length - 1);
        space = -1;
      }
      while (at < raw.length) {
        let end = at; // Most characters of a Chinese text are their own form.
        while (end < raw.length && raw.charCodeAt(end) >= 0x3400 && raw.charCodeAt(end) < 0xa000) end += 1;
        if (end > at) {
          write(raw.slice(at, end), at, 1);
          at = end;
          continue;
        }
        const character = String.fromCodePoint(raw.codePointAt(at));
        const form = forms.get(character);
        if (character === "\n" || character === "\f") {
          space = -1;
          write(character, at, 0);
          last = 0;
        } else if (form === " ") {
          space = last ? at : -1;
        } else if (form !== "") {
          write(form === undefined ? character : form, at, 0);
        }
        at += character.length;
      }
      return out;
    };
  }

  // ---- Pinyin. Bit k of `reached` says that the first k letters have been read; all starts are followed at once.
  function listener(sounds) {
    const readings = Object.keys(sounds);
    const of = new Map();
    readings.forEach((reading, number) => Array.from(sounds[reading]).forEach((character) => {
      if (!of.has(character)) of.set(character, []);
      of.get(character).push(number);
    }));

    const letter = (character) => (character >= "a" && character <= "z") || (character >= "0" && character <= "9");

    // Sets of letters, one bit for each; all digits are one more. Most names are told from a query by these alone.
    const bit = (character) => 1 << (character >= "a" ? character.charCodeAt(0) - 97 : 26);
    const bits = (text) => Array.from(text).reduce((sum, character) => sum | bit(character), 0);
    const inside = readings.map(bits);
    const before = readings.map((reading) => bit(reading[0]));

    // What a name sounds like: for each character its readings, itself if it is a letter or a digit; the rest is not heard.
    // `letters` are those of all its readings, `firsts` those that one of them begins with.
    function heard(name) {
      const written = Array.from(name);
      const units = written.map((character) => of.get(character) || (letter(character) ? character : null));
      let letters = 0;
      let firsts = 0;
      units.forEach((here) => (typeof here === "string" ? [here] : here || []).forEach((one) => {
        letters |= typeof one === "string" ? bit(one) : inside[one];
        firsts |= typeof one === "string" ? bit(one) : before[one];
      }));
      return { units, written, letters, firsts };
    }

    // For a query, how each reading leads on: whole, by its first letter, by zh, ch or sh, or by its beginning at the end.
    // What is typed half in characters, as 苏州ch, is heard too: a character stands for itself.
    function ask(word) {
      const letters = word.replace(/['’-]/g, "").slice(0, LETTERS);
      const mixed = /^[a-z0-9\u3400-\u9fff]*[\u3400-\u9fff][a-z0-9\u3400-\u9fff]*$/.test(letters) && /[a-z]/.test(letters);
      if (!mixed && !/^[a-z][a-z0-9]+$/.test(letters)) return null;
      const steps = readings.map((reading) => {
        let whole = 0;
        let end = 0;
        for (let at = 0; at < letters.length; at += 1) {
          if (letters.startsWith(reading, at)) whole |= 1 << at;
          if (reading.startsWith(letters.slice(at))) end |= 1 << at;
        }
        const starts = (text) => Array.from(letters).reduce((sum, _, at) => sum | (letters.startsWith(text, at) ? 1 << at : 0), 0);
        const double = /^[zcs]h/.test(reading) ? starts(reading.slice(0, 2)) : 0;
        return { length: reading.length, whole, first: starts(reading[0]), double, end };
      });
      const plain = letters.replace(/[\u3400-\u9fff]/g, "");
      return { letters, steps, mixed, needed: bits(plain), begun: plain[0] === letters[0] ? bit(letters[0]) : -1 };
    }

    // Whether the letters are heard in a name; from `start` only, if one is given; with `whole`, without initials. Returns the
    // place after the last one, or -1.
    function hears({ units: name, written, letters: all, firsts }, asked, start, whole) {
      const { letters, steps } = asked;
      if ((asked.needed & ~all) || !(asked.begun & firsts)) return -1;
      const goal = 1 << letters.length;
      let reached = start === undefined ? 1 : 0;
      for (let at = start || 0; at < name.length; at += 1) {
        const here = name[at];
        if (here === null) continue;
        const from = start === undefined || at === start ? reached | 1 : reached;
        let next = 0;
        if (typeof here === "string" || asked.mixed) {
          for (let place = 0; place < letters.length; place += 1) {
            if (from & (1 << place) && letters[place] === written[at]) next |= 2 << place;
          }
        }
        if (typeof here !== "string") {
          for (const number of here) {
            const step = steps[number];
            if (from & step.end) return at + 1;
            next |= (from & step.whole) << step.length;
            if (!whole) next |= ((from & step.first) << 1) | ((from & step.double) << 2);
          }
        }
        if (next & goal) return at + 1;
        if (!next && start !== undefined) return -1;
        reached = next;
      }
      return -1;
    }

    function span(name, asked) {
      for (let start = 0; start < name.units.length; start += 1) {
        const end = hears(name, asked, start);
        if (end > 0) return [start, end];
      }
      return null;
    }
    return { heard, ask, hears, span };
  }

  // ---- Marks: a raw text as a row of pieces, each with whether it was asked for.
  function marker(fold, ear) {
    function ranges(raw, asked, sounded) {
      const places = [];
      const folded = fold(raw, places);
      const rawEnd = (unit) => places[unit] + String.fromCodePoint(raw.codePointAt(places[unit])).length;
      const found = [];
      asked.forEach(({ word }) => {
        for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
          found.push([places[at], rawEnd(at + word.length - 1)]);
        }
      });
      if (found.length || !sounded) return found;
      const units = []; // Where each character of the folded text begins.
      for (let at = 0; at < folded.length; at += String.fromCodePoint(folded.codePointAt(at)).length) units.push(at);
      asked.forEach(({ sound }) => {
        const span = sound && ear.span(ear.heard(folded), sound);
        if (span) found.push([places[units[span[0]]], rawEnd(units[span[1] - 1])]);
      });
      return found;
    }

    return function marked(raw, asked, sounded) {
      const parts = [];
      let done = 0;
      ranges(raw, asked, sounded).sort((a, b) => a[0] - b[0]).forEach(([start, end]) => {
        if (end <= done) return;
        if (start > done) parts.push([raw.slice(done, start), false]);
        if (start <= done && parts.length) parts[parts.length - 1][0] += raw.slice(done, end);
        else parts.push([raw.slice(start, end), true]);
        done = end;
      });
      if (done < raw.length) parts.push([raw.slice(done), false]);
      return parts;
    };
  }

  // ---- The index: opened with what `keys.js` has; the running text comes piece by piece.
  function open(keys) {
    const fold = folder(keys.folding);
    const ear = listener(keys.sounds);
    const marked = marker(fold, ear);
    const bare = (text) => text.replace(/-/g, "");
    const rows = [];
    keys.rows.forEach(([kind, url, names, codes, back], number) => {
      const folded = names.map((name) => fold(name));
      const shortened = codes.map((code) => bare(fold(code)));
      rows.push({
        number, kind, url, names, codes, folded,
        parent: back ? rows[number - back] : null,
        bare: shortened,
        called: [...folded, ...shortened].join("\f"),
        sounded: keys.kinds[kind].sounded,
        heard: keys.kinds[kind].sounded ? folded.map((name) => ear.heard(name)) : [],
        raw: "", text: "", anchors: [],
      });
    });

    function add(piece) {
      piece.texts.forEach(([raw, ...anchors], index) => {
        const row = rows[piece.first + index];
        row.raw = raw;
        row.anchors = anchors;
        row.text = fold(raw);
      });
    }

    function asking(query) {
      const words = query.split(/\s+/).map((word) => fold(word)).filter(Boolean);
      return Array.from(new Set(words)).slice(0, 8).map((word) => ({ word, bare: bare(word), sound: ear.ask(word) }));
    }

    // How well a name or a code fits: the more of a name is asked for, the better.
    function named(row, asked) {
      if (!row.called.includes(asked.word) && (asked.bare === asked.word || !row.called.includes(asked.bare))) return 0;
      let best = 0;
      for (const name of row.folded) {
        if (name === asked.word) return WEIGHT.exact;
        const at = name.indexOf(asked.word);
        if (at >= 0) best = Math.max(best, (at ? WEIGHT.part : WEIGHT.start) + 4 * asked.word.length / name.length);
      }
      for (const code of row.bare) {
        if (code === asked.bare) return WEIGHT.exact;
        if (best < WEIGHT.code && asked.bare.length > 1 && code.includes(asked.bare)) best = WEIGHT.code;
      }
      return best;
    }
    // Heard syllable by syllable is better than by initials, from the beginning of a name better than inside, to its end too.
    function heard(row, sound) {
      let best = 0;
      for (const name of row.heard) {
        if (ear.hears(name, sound) < 0) continue;
        const end = ear.hears(name, sound, 0);
        const whole = ear.hears(name, sound, undefined, true) > 0;
        best = Math.max(best, WEIGHT.sound + (whole ? 10 : 0) + (end > 0 ? 5 : 0) + (end === name.units.length ? 5 : 0));
      }
      return best;
    }
    // A text that says it often, under a title that says it too, is more about it; the end of a Latin word is less.
    function told(row, word) {
      let weight = 0;
      for (let at = row.text.indexOf(word); at >= 0 && weight < 4; at = row.text.indexOf(word, at + word.length)) {
        weight += /[a-z]/.test(row.text[at - 1] || "") && /[a-z]/.test(word[0]) ? 0.25 : 1;
      }
      return weight && WEIGHT.text + weight + (row.parent && (row.parent.folded[0] || "").includes(word) ? 6 : 0);
    }
    function weighed(row, asked) {
      return named(row, asked) || (asked.sound ? heard(row, asked.sound) : 0) || told(row, asked.word);
    }

    // All words in one entry; only if no entry has them, all of them somewhere on one page.
    function hits(asked, whole) {
      const full = (1 << asked.length) - 1;
      const found = [];
      const scattered = [];
      let page = null;
      let seen = 0;
      const close = () => { if (page && seen === full) scattered.push({ row: page, score: WEIGHT.page }); };
      for (const row of rows) {
        if (!row.parent) {
          close();
          page = row;
          seen = 0;
        }
        const weights = asked.map((word) => weighed(row, word));
        if (row.parent && weights.some(Boolean)) {
          asked.forEach((word, index) => { if (!weights[index] && named(row.parent, word)) weights[index] = WEIGHT.parent; });
        }
        let mask = 0;
        let sum = 0;
        weights.forEach((weight, index) => {
          if (weight) mask |= 1 << index;
          sum += weight;
        });
        seen |= mask;
        if (mask !== full) continue;
        if (asked.length > 1 && row.folded.some((name) => name.includes(whole))) sum += 20 * asked.length;
        else if (asked.length > 1 && row.text.includes(whole)) sum += 5 * asked.length;
        found.push({ row, score: Math.max(sum / asked.length - keys.kinds[row.kind].behind, WEIGHT.page + 1) });
      }
      close();
      return sorted(found.length ? found : scattered);
    }
    const sorted = (found) => found.sort((a, b) => b.score - a.score || a.row.kind - b.row.kind || a.row.number - b.row.number);

    // What stands nowhere as it was asked: Chinese by pairs of characters, the rest by words; half of them are enough.
    function nearest(asked) {
      const pieces = asked.flatMap(({ word }) => (/^[\u3400-\u9fff]{3,}$/.test(word) ? pairs(word) : [word]));
      const parts = Array.from(new Set(pieces)).map((word) => ({ word, bare: bare(word), sound: null }));
      if (parts.length < 2) return { asked, found: [] };
      const any = new RegExp(parts.flatMap((part) => [part.word, part.bare]).filter(Boolean).map(literal).join("|"));
      const likely = rows.filter((row) => any.test(row.text) || any.test(row.called)); // Far fewer: the rest is left alone.
      const columns = parts.map((part) => weighing(part, likely)).filter(({ count }) => count);
      const worth = columns.map(({ count }) => 1 / Math.log2(2 + count)); // A part says the more, the fewer entries have it.
      const found = [];
      likely.forEach((row, number) => {
        let many = 0;
        let score = 0;
        if (!columns.some(({ weights }) => weights[number])) return;
        columns.forEach(({ part, weights }, index) => {
          const weight = weights[number] || (row.parent && (row.parent.folded[0] || "").includes(part.word) ? 0.5 : 0);
          if (weight) many += 1;
          score += weight * worth[index];
        });
        if (many * 2 >= columns.length) found.push({ row, score });
      });
      return { asked: columns.map(({ part }) => part), found: sorted(found) };
    }
    const literal = (text) => text.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
    // How well each row fits a part, as one row of numbers.
    function weighing(part, likely) {
      const weights = new Uint8Array(likely.length);
      let count = 0;
      likely.forEach((row, number) => {
        weights[number] = named(row, part) ? 2 : row.text.includes(part.word) ? 1 : 0;
        if (weights[number]) count += 1;
      });
      return { part, weights, count };
    }
    const pairs = (word) => Array.from(word.slice(1), (character, at) => word[at] + character);

    // The line that has the words, from a little before them; without any, how the text begins.
    function extract(row, asked, whole) {
      const wanted = [whole, ...asked.map(({ word }) => word)].find((word) => row.text.includes(word));
      const places = [];
      const folded = fold(row.raw, places);
      const at = wanted === undefined ? 0 : places[folded.indexOf(wanted)];
      const passage = row.raw.slice(0, at).split("\f").length - 1;
      const start = Math.max(row.raw.lastIndexOf("\n", at - 1), row.raw.lastIndexOf("\f", at - 1)) + 1;
      const room = /[\u2e80-\uffef]/.test(row.raw.slice(start, at + 40)) ? 1 : 2; // Latin letters are half as wide.
      const from = at - start > 28 * room ? cutAt(row.raw, at - 16 * room) : start;
      const rest = row.raw.slice(from).split("\f")[0].split("\n");
      let shown = rest.shift();
      while (rest.length && shown.length < 30 * room) shown += " · " + rest.shift();
      const cut = shown.length > 90 * room ? shown.slice(0, cutAt(shown, 84 * room)).trimEnd() + "…" : shown;
      const text = from > start ? "…" + cut.replace(/^[\s.,;:%·，。；：、）)]+/, "") : cut;
      return { text, anchor: passage ? "#" + row.anchors[passage - 1] : "" };
    }
    // Where a text may be cut near a place: not inside a character, and not inside a word if that is a short one.
    function cutAt(text, place) {
      const word = /^[A-Za-z0-9]{0,14}/.exec(text.slice(place))[0].length;
      const low = text.charCodeAt(place) >= 0xdc00 && text.charCodeAt(place) < 0xe000;
      return low ? place - 1 : place + (word < 14 ? word : 0);
    }

    function shown(row, asked, whole) {
      const { text, anchor } = extract(row, asked, whole);
      const title = row.names[0] || row.codes[0] || row.url;
      const label = keys.kinds[row.kind].label;
      const above = row.parent && row.parent.names.length && row.parent.names[0] !== label ? [row.parent.names[0]] : [];
      const beside = [...row.names.slice(1), ...(row.names.length ? row.codes : []), ...above];
      return {
        url: (row.parent ? row.parent.url : "") + row.url + (row.url.startsWith("#") ? "" : anchor),
        title: marked(title, asked, row.sounded),
        note: beside.map((name) => marked(name, asked, row.sounded)),
        text: marked(text, asked, false),
      };
    }

    // As it was asked; else without the words that only ask, as in 返利怎么算; else scattered over a page; else what is nearest.
    function find(query, wanted, whole) {
      const direct = (found) => found.length > 0 && found[0].score > WEIGHT.page;
      const exact = hits(wanted, whole);
      if (direct(exact)) return { asked: wanted, found: exact, near: false };
      const about = asking(query.replace(ASKING, " "));
      const same = about.length === wanted.length && about.every(({ word }, index) => word === wanted[index].word);
      const plain = about.length && !same ? hits(about, whole) : [];
      if (direct(plain)) return { asked: about, found: plain, near: false };
      if (exact.length) return { asked: wanted, found: exact, near: false };
      if (plain.length) return { asked: about, found: plain, near: false };
      return { ...nearest(about.length ? about : wanted), near: true };
    }

    // What a query finds, by kind, the best kind first; `most` of each are worked out, all are counted. `near` says that
    // nothing was found as it was asked.
    function search(query, most) {
      const wanted = asking(query);
      if (!wanted.length) return { total: 0, near: false, groups: [] };
      const whole = fold(query.trim());
      const { asked, found, near } = find(query, wanted, whole);
      const groups = new Map();
      found.forEach(({ row }) => {
        if (!groups.has(row.kind)) groups.set(row.kind, { label: keys.kinds[row.kind].label, total: 0, hits: [] });
        const group = groups.get(row.kind);
        group.total += 1;
        if (group.hits.length < most) group.hits.push(shown(row, asked, whole));
      });
      return { total: found.length, near, groups: Array.from(groups.values()) };
    }
    return { add, fold, search };
  }

  outside.finder = { open };
})(typeof window === "undefined" ? globalThis : window);
