// What the pages do by themselves. Without it every page can still be read.

// Light and dark: as the system has it, until the button is pressed.
{
    const root = document.documentElement;
    const button = document.getElementById("theme");
    const systemIsDark = matchMedia("(prefers-color-scheme: dark)");
    const isDark = () => root.classList.contains("dark-mode") || (systemIsDark.matches && !root.classList.contains("light-mode"));
    const name = () => { button.textContent = isDark() ? "Light" : "Dark"; };
    button.addEventListener("click", () => {
        const chosen = isDark() ? "light-mode" : "dark-mode";
        root.classList.remove("light-mode", "dark-mode", "automatic-mode");
        root.classList.add(chosen);
        try { localStorage.setItem("theme", chosen); } catch { /* no storage: this page only */ }
        name();
    });
    systemIsDark.addEventListener("change", name);
    name();
}

// The sidebar: the page that is open, with its headings below; on a telephone a button shows it.
{
    const sidebar = document.getElementById("sidebar");
    const here = location.pathname.split("/").pop() || "index.html";
    const current = [...sidebar.querySelectorAll("a")].find(link => link.getAttribute("href") === here);
    current?.setAttribute("aria-current", "page");

    // The functions of a page of the reference, with their parameters: "sum(a, options)".
    const functions = [...document.querySelectorAll("a[id] + h2.memtitle")].map(title => {
        const member = title.nextElementSibling;
        const parameters = [...member.querySelectorAll(".memproto .paramname")].map(part => part.textContent.replace(/[\s,)]|=.*/g, "")).filter(word => word);
        const name = title.textContent.replace(/[\u25c6\s]|\(\)|\[.*\]/g, "");
        const isFunction = title.textContent.includes("()");
        const item = document.createElement("li");
        const link = item.appendChild(document.createElement("a"));
        link.href = "#" + title.previousElementSibling.id;
        link.textContent = isFunction ? `${name}(${parameters.join(", ")})` : name;
        return item;
    });
    const toc = document.querySelector(".contents > .toc");
    let list = toc?.querySelector("ul");
    if (!list && functions.length > 0) {
        list = document.createElement("ul");
        list.append(...functions);
    }
    if (list) {
        if (current) {
            current.after(list);
        } else {
            const item = document.createElement("li");
            item.innerHTML = "<a href=\"#page\" aria-current=\"page\"></a>";
            item.firstChild.textContent = document.querySelector("h1")?.firstChild.textContent.trim() ?? "This page";
            item.append(list);
            sidebar.querySelector("ul").append(item);
        }
        toc?.remove();
    }
    const active = sidebar.querySelector("[aria-current]");
    if (active) sidebar.scrollTop = active.offsetTop - 100;

    const menu = document.getElementById("menu");
    menu.addEventListener("click", () => menu.setAttribute("aria-expanded", String(sidebar.classList.toggle("open"))));
    sidebar.addEventListener("click", event => {
        if (!event.target.closest("a")) return;
        sidebar.classList.remove("open");
        menu.setAttribute("aria-expanded", "false");
    });
}

// Search over headings, terms and names: search_index.js has rows of [title, address, where, more words].
{
    const field = document.getElementById("search-words");
    const results = document.getElementById("search-results");
    const count = document.getElementById("search-count");
    const small = new Set(["a", "an", "and", "for", "in", "of", "or", "the", "to"]);
    const wordsOf = text => text.toLowerCase().split(/[^a-z0-9_]+/).filter(word => word && !small.has(word));

    // How well a row fits: every word must begin a word of the row; those in the title count most.
    function score(row, words) {
        const title = wordsOf(row[0]);
        const rest = wordsOf(row[2] + " " + row[3]);
        let sum = title.join(" ") === words.join(" ") ? 20 : 0;
        for (const word of words) {
            if (title.includes(word)) sum += 6;
            else if (title.some(other => other.startsWith(word))) sum += 4;
            else if (rest.some(other => other.startsWith(word))) sum += 1;
            else return 0;
        }
        return sum - title.length / 50;
    }

    function show() {
        const words = wordsOf(field.value);
        const found = words.length === 0 ? [] : SEARCH_INDEX.map(row => [score(row, words), row]).filter(pair => pair[0] > 0);
        found.sort((a, b) => b[0] - a[0]);
        results.replaceChildren(...found.slice(0, 20).map(([, [title, address, where]]) => {
            const item = document.createElement("li");
            const link = item.appendChild(document.createElement("a"));
            link.href = address;
            link.append(title);
            link.appendChild(document.createElement("small")).textContent = where;
            return item;
        }));
        if (words.length > 0 && found.length === 0) results.innerHTML = "<li><a href=\"glossary.html\">Nothing found. The glossary has all terms.</a></li>";
        results.hidden = words.length === 0;
        count.textContent = words.length === 0 ? "" : `${found.length} found`;
    }

    field.addEventListener("input", show);
    field.addEventListener("focus", show);
    field.addEventListener("keydown", event => {
        if (event.key === "Enter") results.querySelector("a")?.click();
        if (event.key === "ArrowDown") { event.preventDefault(); results.querySelector("a")?.focus(); }
    });
    results.addEventListener("keydown", event => {
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (!step) return;
        event.preventDefault();
        const links = [...results.querySelectorAll("a")];
        (links[links.indexOf(document.activeElement) + step] ?? field).focus();
    });
    const close = () => { results.hidden = true; };
    results.addEventListener("click", close);
    document.addEventListener("click", event => { if (!event.target.closest("#search")) close(); });
    document.addEventListener("keydown", event => {
        if (event.key === "Escape") close();
        if (event.key === "/" && !/INPUT|TEXTAREA|SELECT/.test(document.activeElement.tagName)) { event.preventDefault(); field.focus(); }
    });
}

// Links to headings, and a button that copies code.
for (const anchor of document.querySelectorAll(".textblock :is(h2, h3) > a.anchor[id]")) {
    const link = anchor.parentElement.appendChild(document.createElement("a"));
    link.className = "anchorlink";
    link.href = "#" + anchor.id;
    link.textContent = "#";
    link.setAttribute("aria-label", "Link to this section");
}
if (navigator.clipboard) {
    for (const code of document.querySelectorAll("div.fragment, pre.fragment")) {
        const frame = document.createElement("div");
        frame.className = "copied";
        code.replaceWith(frame);
        const button = document.createElement("button");
        button.type = "button";
        button.className = "copy";
        button.textContent = "Copy";
        button.addEventListener("click", async () => {
            // Of commands and what they print, only the commands.
            const typed = code.innerText.split("\n").filter((line) => line.startsWith("$ ")).map((line) => line.slice(2));
            await navigator.clipboard.writeText(code.closest(".block-session") ? typed.join("\n") : code.innerText);
            button.textContent = "Copied";
            setTimeout(() => { button.textContent = "Copy"; }, 1000);
        });
        frame.append(code, button);
    }
}

// An address that leads into folded text unfolds it.
{
    const unfold = () => {
        const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
        if (!target) return;
        for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
        target.scrollIntoView();
    };
    addEventListener("hashchange", unfold);
    unfold();
}

// What scrolls sideways can be reached with the keyboard, and shows that there is more.
{
    const parts = document.querySelectorAll(".fragment, .formulaDsp, table.markdownTable, table.directory, table.memberdecls, .memproto, .memdoc, figure > a, .map");
    // Where in a printed table the first number begins, behind the words of its rows; 0 if there are none.
    const numbersBegin = table => {
        const begins = table.textContent.split("\n").map(line => line.search(/(?<=\S {2,})\d+(\.\d+)?%?(\s|$)/)).filter(at => at > 0);
        return begins.length > 1 ? Math.min(...begins) : 0;
    };
    const mark = () => {
        // A printed table whose numbers begin beyond the window of a telephone shows them below their words.
        for (const table of document.querySelectorAll(".block-output .fragment")) {
            table.classList.remove("stacked");
            const longest = Math.max(...table.textContent.split("\n").map(line => line.length));
            const column = table.scrollWidth / longest;
            table.classList.toggle("stacked", table.clientWidth > 0 && numbersBegin(table) * column > table.clientWidth);
        }
        for (const part of parts) {
            const scrolls = part.scrollWidth > part.clientWidth + 1;
            part.classList.toggle("scrolls", scrolls);
            if (scrolls && !part.matches("a")) part.tabIndex = 0;
        }
        // A formula in a line of text that is wider than a telephone.
        for (const formula of document.querySelectorAll("#page .MathJax_SVG")) {
            if (formula.closest(".formulaDsp, table") || formula.getBoundingClientRect().width < innerWidth - 40) continue;
            formula.classList.add("wide");
            formula.tabIndex = 0;
        }
    };
    addEventListener("load", mark);
    addEventListener("resize", mark); // also when MathJax has drawn the formulas (header.html.in)
    document.addEventListener("toggle", mark, true);
}
