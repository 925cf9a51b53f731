"""The style sheet of the report's page."""

STYLE = """
:root {
  color-scheme: light dark;
  --paper: #fbfaf7; --card: #fff; --ink: #1d232b; --soft: #5c6672; --line: #dcdfe3;
  --blue: #1f5c99; --wash: #e9f0f7; --mark: #fce9a9; --red: #a8322b; --amber: #8a5a00;
  --serif: "Noto Serif", Georgia, "Times New Roman", "Noto Naskh Arabic", "Geeza Pro",
    "Songti SC", "Noto Serif CJK SC", serif;
  --sans: system-ui, "Segoe UI", "Noto Sans", "Noto Sans Arabic", "PingFang SC",
    "Microsoft YaHei", "Noto Sans CJK SC", sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14181d; --card: #1b2027; --ink: #e4e8ec; --soft: #9aa5b1; --line: #333b45;
    --blue: #7db5e8; --wash: #1f2c3a; --mark: #5a4a12; --red: #f0938c; --amber: #e0b25a;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 var(--sans);
  overflow-wrap: anywhere; }
main { max-width: 66rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
h1 { font: 600 2rem/1.2 var(--serif); margin: 0 0 0.3rem; }
h2 { font: 600 1.45rem/1.3 var(--serif); margin: 3rem 0 0.6rem; padding-top: 1.2rem;
  border-top: 1px solid var(--line); }
h3 { font-size: 1.05rem; margin: 2.2rem 0 0.5rem; }
p { margin: 0.4rem 0; }
.soft, .note { color: var(--soft); }
.note { font-size: 0.88rem; max-width: 46rem; }
.lead { font-size: 1.12rem; max-width: 48rem; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr));
  gap: 0.8rem; margin: 1.3rem 0; }
.tile, figure, .failure { background: var(--card); border: 1px solid var(--line);
  border-radius: 0.6rem; }
.tile { padding: 0.9rem 1rem; }
.tile b { display: block; font: 600 1.9rem/1.15 var(--serif); }
.tile span { display: block; font-size: 0.85rem; color: var(--soft); }
.tile .name { color: var(--ink); font-weight: 600; font-size: 0.92rem; margin-bottom: 0.15rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 0.92rem;
  font-variant-numeric: tabular-nums; }
th { text-align: start; font-weight: 600; vertical-align: bottom; font-size: 0.84rem; }
thead th { padding: 0.4rem 0.6rem; border-bottom: 2px solid var(--line); overflow-wrap: normal; }
tbody th, td { padding: 0.4rem 0.6rem; border-bottom: 1px solid var(--line); vertical-align: top; }
tbody th { white-space: nowrap; }
td { min-width: 5.6rem;
  background: linear-gradient(to right, var(--wash) var(--share, 0%), transparent 0); }
td small, td .few { display: block; font-size: 0.76rem; color: var(--soft); white-space: nowrap; }
tr.first th, tr.first td { font-weight: 600; }
tr.first small, tr.first td .few { font-weight: 400; }
.pictures { display: grid; grid-template-columns: repeat(auto-fit, minmax(19rem, 1fr));
  gap: 0.8rem; margin: 1rem 0; }
figure { margin: 0; padding: 0.8rem; }
figcaption { font-size: 0.84rem; color: var(--soft); }
figcaption b { color: var(--ink); display: block; font-size: 0.95rem; }
svg { width: 100%; height: auto; display: block; }
svg text { fill: var(--soft); font: 11px var(--sans); }
svg .name { fill: var(--ink); }
svg .grid { stroke: var(--line); }
svg .line { fill: none; stroke: var(--blue); stroke-width: 2; }
svg .area { fill: var(--blue); opacity: 0.13; }
svg .bar { fill: var(--blue); opacity: 0.75; }
svg .dot { fill: var(--blue); fill-opacity: 0.45; stroke: var(--blue); }
svg .ideal, svg .mark { stroke: var(--soft); stroke-dasharray: 4 3; }
details > summary { cursor: pointer; }
details > summary:focus-visible { outline: 2px solid var(--blue); outline-offset: 2px; }
.failure { margin: 0.5rem 0; }
.failure > summary { padding: 0.65rem 1rem; }
.failure > summary::marker { color: var(--soft); }
.failure .question { font-weight: 600; display: inline-block; max-width: calc(100% - 2rem);
  vertical-align: top; }
.failure .why { color: var(--red); font-size: 0.88rem; display: block; margin-top: 0.15rem;
  padding-inline-start: 1rem; }
.failure dl { padding: 0 1rem 0.8rem; }
.tag { color: var(--soft); font-size: 0.8rem; font-weight: 400; unicode-bidi: isolate; }
dl { display: grid; grid-template-columns: minmax(7rem, max-content) 1fr; gap: 0.35rem 1rem;
  margin: 0.4rem 0; font-size: 0.92rem; }
dt { color: var(--soft); }
dd { margin: 0; min-width: 0; }
dd blockquote { margin: 0.1rem 0 0.5rem; font-family: var(--serif); white-space: pre-line;
  line-height: 1.65; border-inline-start: 3px solid var(--line); padding-inline-start: 0.7rem; }
mark { background: var(--mark); color: inherit; border-radius: 0.15em; padding: 0 0.1em; }
.settings dd { font-family: ui-monospace, monospace; font-size: 0.82rem; }
@media (max-width: 40rem) { dl { grid-template-columns: 1fr; gap: 0.1rem; }
  dd { margin-bottom: 0.5rem; } }
@media print { body { background: #fff; font-size: 11pt; } .failure, figure, .tile {
  break-inside: avoid; } }
"""
