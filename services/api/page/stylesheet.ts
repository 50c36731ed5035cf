/** One sheet for light and dark; colours carry meaning only beside words. */
export const STYLESHEET = `
:root {
  color-scheme: light dark;
  --page: light-dark(#f6f7f9, #12151b);
  --card: light-dark(#ffffff, #1a1f28);
  --line: light-dark(#dde1e8, #2c3441);
  --text: light-dark(#1b222d, #e3e8f0);
  --quiet: light-dark(#5a6575, #97a3b6);
  --link: light-dark(#1f5bc4, #83b1ff);
  --accent: light-dark(#1f5bc4, #4f8df5);
  --critical: light-dark(#a3123a, #ff7d9c);
  --high: light-dark(#b3400d, #ff9f66);
  --medium: light-dark(#80610a, #ecc94f);
  --low: light-dark(#46607c, #9fb6d1);
  --good: light-dark(#1c6b3f, #6fd19b);
  --mark: light-dark(#fff6d6, #33301f);
}
* { box-sizing: border-box; }
html { font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; background: var(--page); color: var(--text); }
body { margin: 0; }
a { color: var(--link); text-decoration: none; }
a:hover { text-decoration: underline; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
h1 { font-size: 1.35rem; line-height: 1.3; margin: 0 0 .25rem; text-wrap: balance; }
h2 { font-size: 1rem; margin: 0 0 .6rem; }
p { margin: 0 0 .6rem; max-width: 80ch; }
time, .number { font-variant-numeric: tabular-nums; white-space: nowrap; }
code, pre, .mono { font: .86em/1.5 ui-monospace, SFMono-Regular, Menlo, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
pre { margin: 0; padding: .7rem; background: var(--page); border: 1px solid var(--line); border-radius: 6px; white-space: pre-wrap; }
.skip { position: absolute; left: -999px; }
.skip:focus { left: .5rem; top: .5rem; background: var(--card); padding: .4rem .8rem; z-index: 1; }
header.top { background: var(--card); border-bottom: 1px solid var(--line); }
header.top > div { max-width: 1240px; margin: auto; padding: .55rem 1.2rem; display: flex; flex-wrap: wrap; gap: .35rem 1.1rem; align-items: center; }
header.top strong a { color: var(--text); }
header.top nav { display: flex; flex-wrap: wrap; gap: .1rem .3rem; flex: 1; }
header.top nav a { padding: .25rem .6rem; border-radius: 6px; color: var(--quiet); }
header.top nav a[aria-current] { background: var(--page); color: var(--text); font-weight: 600; }
header.top form { display: flex; gap: .4rem; align-items: center; }
main { overflow-wrap: break-word; max-width: 1240px; margin: auto; padding: 1.2rem; }
section, .card { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 1rem 1.1rem; margin: 0 0 1rem; }
section.bare { background: none; border: 0; padding: 0; }
section > :last-child, section > form > :last-child { margin-bottom: 0; }
.quiet { color: var(--quiet); }
.small { font-size: .87rem; }
.columns { display: grid; grid-template-columns: minmax(0, 2fr) minmax(280px, 1fr); gap: 1rem; align-items: start; }
.thirds { display: grid; grid-template-columns: repeat(auto-fit, minmax(270px, 1fr)); gap: 1rem; align-items: start; }
.thirds section { max-height: 21rem; overflow-y: auto; }
.lead { font-size: 1.1rem; line-height: 1.45; }
.facts { display: flex; flex-wrap: wrap; gap: .3rem .9rem; align-items: center; color: var(--quiet); margin: .2rem 0 .8rem; }
.badge { display: inline-block; padding: .05rem .5rem; border: 1px solid currentcolor; border-radius: 99px; font-size: .8rem; font-weight: 600; white-space: nowrap; }
.critical { color: var(--critical); } .high { color: var(--high); } .medium { color: var(--medium); } .low { color: var(--low); }
.badge.critical { background: var(--critical); color: var(--card); border-color: var(--critical); }
.badge.open { color: var(--link); } .badge.acknowledged { color: var(--medium); } .badge.closed { color: var(--good); } .badge.retracted, .badge.hidden { color: var(--quiet); }
.counts { display: flex; flex-wrap: wrap; gap: .6rem; margin: 0 0 1rem; padding: 0; list-style: none; }
.counts a { display: block; min-width: 7.5rem; padding: .5rem .8rem; background: var(--card); border: 1px solid var(--line); border-radius: 10px; color: var(--quiet); }
.counts a[aria-current] { border-color: var(--accent); }
.counts b.open, .counts b.acknowledged { color: var(--text); }
.counts b { display: block; font-size: 1.3rem; line-height: 1.2; font-variant-numeric: tabular-nums; }
form.filters label > *, .stack label > :not([type=checkbox]) { display: block; margin-top: .15rem; }
.stack { max-width: 640px; } .stack label > :is(input, select, textarea) { width: 100%; }
form.filters :is(input, select, button) { height: 2.1rem; }
form.filters { display: flex; flex-wrap: wrap; gap: .6rem; align-items: end; margin: 0 0 1rem; }
label { display: block; font-size: .85rem; color: var(--quiet); }
label.row { display: flex; gap: .4rem; align-items: center; }
input, select, textarea, button { font: inherit; color: var(--text); background: var(--page); border: 1px solid var(--line); border-radius: 6px; padding: .35rem .55rem; max-width: 100%; }
input[type=checkbox] { accent-color: var(--accent); width: 1.05rem; height: 1.05rem; }
textarea { width: 100%; min-height: 4rem; }
.stack > * { display: block; width: 100%; margin: 0 0 .55rem; }
.stack label.row { display: flex; width: auto; }
button { cursor: pointer; background: var(--card); font-size: .93rem; font-weight: 600; }
button.first { background: var(--accent); border-color: var(--accent); color: light-dark(#fff, #0c1220); }
button:hover { border-color: var(--accent); }
.buttons { display: flex; flex-wrap: wrap; gap: .5rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th { text-align: left; font-size: .82rem; color: var(--quiet); font-weight: 600; }
th, td { padding: .42rem .6rem .42rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
tr:last-child td { border-bottom: 0; }
tr.mark { background: var(--mark); }
tr.mark td:first-child { box-shadow: inset 3px 0 var(--accent); padding-left: .6rem; }
table.marked td:first-child, table.marked th:first-child { padding-left: .6rem; }
td.tenant, th { white-space: nowrap; }
td.fit { width: 1%; white-space: nowrap; }
ol.steps { margin: 0; padding-left: 1.3rem; } ol.steps li { margin: 0 0 .45rem; }
ul.plain { list-style: none; margin: 0; padding: 0; }
ul.plain > li { padding: .45rem 0; border-bottom: 1px solid var(--line); } ul.plain > li:last-child { border-bottom: 0; }
ul.plain + h2 { margin-top: .9rem; }
.change > * { min-width: 0; }
.change { display: flex; flex-wrap: wrap; gap: .1rem .5rem; } .change b { font-weight: 600; }
.before { color: var(--quiet); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem .9rem; margin: 0; } dt { color: var(--quiet); } dd { margin: 0; overflow-wrap: anywhere; }
.notice { border-left: 4px solid var(--accent); } .notice.bad { border-left-color: var(--critical); }
.empty { max-width: none; text-align: center; color: var(--quiet); padding: 2rem 1rem; }
.pager { display: flex; gap: .8rem; justify-content: flex-end; }
details > summary { cursor: pointer; color: var(--link); }
.signin { max-width: 430px; margin: 8vh auto; }
.clamp { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; }
.checks { list-style: none; margin: 0 0 .8rem; padding: 0; } .checks .holds > :first-child { color: var(--good); } .checks .fails > :first-child { color: var(--critical); }
@media (max-width: 800px) {
  .columns { grid-template-columns: minmax(0, 1fr); }
  main { padding: .8rem; }
  header.top nav { order: 1; flex: 1 0 100%; flex-wrap: nowrap; align-items: center; overflow-x: auto; white-space: nowrap; scrollbar-width: none; }
  header.top strong { flex: 1; }
  .counts a { min-width: 5.4rem; padding: .3rem .6rem; }
  :is(table.queue, table.events), :is(table.queue, table.events) :is(tbody, tr, td) { display: block; width: auto; }
  :is(table.queue, table.events) thead { display: none; }
  :is(table.queue, table.events) tr { padding: .5rem 0; border-bottom: 1px solid var(--line); }
  :is(table.queue, table.events) td { border: 0; padding: .1rem 0; white-space: normal; }
  table.events td:empty { display: none; }
  table.marked td, tr.mark td:first-child { padding-left: .6rem; }
}
`;
