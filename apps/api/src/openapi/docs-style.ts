/** The look of the page at /docs, light and dark. */
export const DOCS_STYLE = `
:root{color-scheme:light dark;--bg:#fbfaf7;--card:#fff;--ink:#1d2430;--soft:#5b6472;--line:#e4e1d8;--accent:#0b6e4f;--code:#f3f1ea}
@media(prefers-color-scheme:dark){:root{--bg:#14171c;--card:#1b1f26;--ink:#e8e6e1;--soft:#9aa3b0;--line:#2c323c;--accent:#5cc8a1;--code:#232830}}
*{box-sizing:border-box}html{scroll-behavior:smooth;scroll-padding-top:1rem}
body{margin:0;display:grid;grid-template-columns:19rem minmax(0,1fr);background:var(--bg);color:var(--ink);font:16px/1.55 system-ui,sans-serif}
nav{position:sticky;top:0;height:100vh;overflow:auto;padding:1.5rem 1rem;border-right:1px solid var(--line);font-size:.875rem}
nav h2{font-size:.72rem;letter-spacing:.08em;text-transform:uppercase;color:var(--soft);margin:1.4rem .5rem .3rem}
nav ul{list-style:none;margin:0;padding:0}nav li a{display:flex;gap:.6rem;align-items:baseline;padding:.28rem .5rem;border-radius:6px;color:inherit;text-decoration:none}
nav li a:hover,nav li a:focus-visible{background:var(--code)}.brand{font-weight:700;font-size:1.15rem;color:var(--accent);text-decoration:none;padding:0 .5rem}
main{padding:2.5rem clamp(1rem,4vw,4rem);max-width:62rem}h1{font-size:2rem;margin:0 0 .5rem}small{font-weight:400;color:var(--soft);font-size:.95rem}
section>h2{margin:3rem 0 1rem;padding-bottom:.4rem;border-bottom:1px solid var(--line)}
article{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:1.25rem 1.5rem;margin:0 0 1.25rem}
article h3{margin:0;font-size:1.05rem;display:flex;gap:.75rem;align-items:center;flex-wrap:wrap}article h3 code{background:none;padding:0;font-size:1.05rem}
article h4{margin:1.1rem 0 .3rem;font-size:.78rem;letter-spacing:.06em;text-transform:uppercase;color:var(--soft)}
.summary{margin:.4rem 0 0;font-weight:600}.summary em{font-weight:400;color:var(--soft)}
.method{font:600 .68rem/1.5 ui-monospace,monospace;text-transform:uppercase;letter-spacing:.04em;min-width:3.4rem;text-align:center;padding:.05rem .35rem;border-radius:4px;color:#fff;background:#3566a8;flex:none}
.method.post{background:#0b6e4f}.method.patch{background:#9a5b00}.method.delete{background:#a8322d}
table{border-collapse:collapse;width:100%;font-size:.9rem}td{padding:.38rem .9rem .38rem 0;border-top:1px solid var(--line);vertical-align:top}tr:first-child td{border-top:0}
td:first-child{white-space:nowrap;width:11rem}td b{color:var(--accent);font-weight:600;font-size:.8rem}td:nth-child(2){color:var(--soft)}td table td{padding-right:.6rem}
code{font:.88em ui-monospace,SFMono-Regular,Menlo,monospace;background:var(--code);padding:.1em .3em;border-radius:4px}
pre{font:.82rem/1.5 ui-monospace,monospace;background:var(--code);border-radius:8px;padding:.8rem 1rem;margin:1rem 0 0;overflow:auto}
details summary{cursor:pointer;color:var(--accent)}a{color:var(--accent)}.button{display:inline-block;border:1px solid var(--accent);border-radius:8px;padding:.35rem .9rem;text-decoration:none}
@media(max-width:56rem){body{display:block}nav{position:static;height:auto;border:0;border-bottom:1px solid var(--line)}td{display:block;padding:.15rem 0;border:0;width:auto!important}tr{display:block;padding:.4rem 0;border-top:1px solid var(--line)}}
`;
