/**
 * The fonts are ones that have the Kyrgyz letters ө, ү, ң; others would mix two faces in a word.
 * The only style sheet of the pages, inline and allowed by its hash: the pages load nothing from anywhere.
 */
export const PAGE_STYLE = `
:root{color-scheme:light dark;--ink:#1d2430;--soft:#566072;--paper:#fdfcf9;--line:#dcd6c8;--accent:#8c1c2b;--accent-soft:#f6ecea}
@media (prefers-color-scheme:dark){:root{--ink:#e9e6df;--soft:#a9aebb;--paper:#14171d;--line:#343a46;--accent:#f0a3a0;--accent-soft:#241c20}}
*{box-sizing:border-box}
html{font-size:106.25%;scroll-padding-top:1.5rem}
body{margin:0;background:var(--paper);color:var(--ink);font-family:"Noto Serif","PT Serif",Cambria,"DejaVu Serif","Times New Roman",serif;line-height:1.65;overflow-wrap:break-word}
a{color:var(--accent);text-underline-offset:.18em}
a:focus-visible{outline:3px solid var(--accent);outline-offset:3px;border-radius:2px}
.skip{position:absolute;left:-999rem}
.skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.5rem 1rem;z-index:1}
.bar{border-top:6px solid var(--accent);border-bottom:1px solid var(--line)}
.bar>div,main,footer{max-width:44rem;margin:0 auto;padding:0 1.25rem}
.bar>div{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;align-items:center;justify-content:space-between;padding-top:1rem;padding-bottom:1rem}
.mark{font-family:system-ui,"Noto Sans",sans-serif;font-weight:700;letter-spacing:.14em;text-transform:uppercase;text-decoration:none;color:var(--ink)}
.mark span{display:inline-block;margin-left:.55rem;padding:0 .45rem;border:2px solid currentColor;border-radius:4px;letter-spacing:.06em;font-size:.78em}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1rem;list-style:none;margin:0;padding:0;font-family:system-ui,"Noto Sans",sans-serif;font-size:.88rem}
nav [aria-current]{color:var(--ink);font-weight:700;text-decoration:none;border-bottom:2px solid var(--accent)}
.facts{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1.25rem;margin:2rem 0 0;padding:1rem 1.25rem;background:var(--accent-soft);border-left:4px solid var(--accent);font-family:system-ui,"Noto Sans",sans-serif;font-size:.88rem}
.facts dt{color:var(--soft)}
.facts dd{margin:0}
.facts code{font-size:.8em;word-break:break-all}
@media (max-width:32rem){.facts{grid-template-columns:1fr}.facts dd{margin-bottom:.4rem}}
h1{font-size:2rem;line-height:1.2;margin:2.25rem 0 1rem;text-wrap:balance}
h2{font-size:1.22rem;line-height:1.35;margin:2.75rem 0 .75rem;padding-top:.75rem;border-top:1px solid var(--line)}
p,li{hanging-punctuation:first}
[id]:target{background:var(--accent-soft);box-shadow:0 0 0 .6rem var(--accent-soft)}
ul,ol{padding-left:1.5rem}
li{margin:.4rem 0}
@counter-style parenthesis{system:extends decimal;suffix:") "}
ol.parenthesis{list-style:parenthesis}
ins{background:#d9f0df;color:#10391e;text-decoration:underline}
del{background:#f6d9d9;color:#5a1414}
.clause{white-space:pre-wrap}
article>ul li::marker{color:var(--accent)}
footer{margin-top:3.5rem;padding-top:1.25rem;padding-bottom:3rem;border-top:1px solid var(--line);font-family:system-ui,"Noto Sans",sans-serif;font-size:.88rem;color:var(--soft)}
footer h2{font-size:1rem;margin:0 0 .4rem;padding:0;border:0}
footer ol{margin:0}
@media print{:root{--ink:#000;--soft:#333;--paper:#fff;--line:#999;--accent:#000;--accent-soft:#fff}html{font-size:11pt}.bar nav,.skip{display:none}main,footer,.bar>div{max-width:none;padding:0}h2{break-after:avoid}p,li{orphans:3;widows:3}.facts{border:1px solid #999}a{color:#000}ins,del{background:none;color:#000}section{break-inside:avoid}@page{margin:20mm}}
`;

/** Of pages that are tables of numbers. */
export const NUMBERS_STYLE = `${PAGE_STYLE}
table{border-collapse:collapse;width:100%;margin:.5rem 0 1.5rem;font-family:system-ui,"Noto Sans",sans-serif;font-size:.82rem}
caption{text-align:left;font-weight:700;padding:.4rem 0}
th,td{padding:.25rem .5rem;border-bottom:1px solid var(--line);text-align:right}
th[scope=row]{text-align:left;font-weight:400}
.none{color:var(--soft);font-style:italic}
@media print{table{break-inside:avoid}}
`;
