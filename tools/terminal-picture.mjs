// Draws what a terminal shows as an SVG: a light window, the command in its first line, ANSI colours below.
//
//   command | node tools/terminal-picture.mjs 'COMMAND AS SHOWN' > picture.svg
//
// The same text gives the same bytes. Each run of characters has its own position and width, so that columns stay in line
// whatever monospaced font the reader has.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const CELL = 8.4;
const LINE = 20;
const SIZE = 14;
const MARGIN = 20;
const BAR = 36;

const INK = '#24292f';
/** ANSI's colours, dark enough for a light background. */
const COLOURS = { 30: '#24292f', 31: '#cf222e', 32: '#116329', 33: '#9a6700', 34: '#0969da', 35: '#8250df', 36: '#1b7c83', 37: '#57606a' };

const escaped = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

/** The runs of a line, each with its colour, its weight and its first column; and the colours that go on behind it. */
function runs_of(line, state) {
  const runs = [];
  let column = 0;
  for (const part of line.split(/(\x1b\[[0-9;]*m)/)) {
    const codes = /^\x1b\[([0-9;]*)m$/.exec(part);
    if (codes) {
      for (const code of codes[1].split(';').map(Number)) {
        if (code === 0) state = { colour: INK, bold: false };
        else if (code === 1) state = { ...state, bold: true };
        else if (code === 39) state = { ...state, colour: INK };
        else if (code in COLOURS) state = { ...state, colour: COLOURS[code] };
        else throw new Error(`an ANSI code that is not drawn: ${code}`);
      }
      continue;
    }
    if (/[\x00-\x1f\x7f]/.test(part)) throw new Error(`a control character: ${JSON.stringify(part)}`);
    // Renderers collapse blanks, so every stretch without two of them in a row is a run.
    for (const { 0: text, index } of part.matchAll(/[^ ]+(?: [^ ]+)*/g))
      runs.push({ ...state, column: column + [...part.slice(0, index)].length, length: [...text].length, text });
    column += [...part].length;
  }
  return { runs, width: column, state };
}

const rounded = (number) => String(Math.round(number * 10) / 10);

/** The picture of a command and of what it prints. `alt` is what it says to those who do not see it. */
export function picture(command, printed, alt = command) {
  const lines = printed.replace(/\r\n/g, '\n').replace(/\n+$/, '').split('\n');
  let state = { colour: INK, bold: false };
  const drawn = lines.map((line) => {
    const made = runs_of(line.replace(/ +$/, ''), state);
    state = made.state;
    return made;
  });
  const columns = Math.max(command.length + 2, ...drawn.map((one) => one.width));
  const width = Math.ceil(columns * CELL + 2 * MARGIN);
  const height = BAR + (lines.length + 1) * LINE + MARGIN;
  const text = (run, row) => {
    const x = rounded(MARGIN + run.column * CELL);
    const y = BAR + row * LINE + SIZE;
    const weight = run.bold ? ' font-weight="bold"' : '';
    const fill = run.colour === INK ? '' : ` fill="${run.colour}"`;
    return `<text x="${x}" y="${y}" textLength="${rounded(run.length * CELL)}"${fill}${weight}>${escaped(run.text)}</text>`;
  };
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escaped(alt)}</title>`,
    `<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8" fill="#ffffff" stroke="#d0d7de"/>`,
    `<path d="M0.5 ${BAR - 8}V8.5a8 8 0 0 1 8-8H${width - 8.5}a8 8 0 0 1 8 8V${BAR - 8}z" fill="#f6f8fa" stroke="#d0d7de"/>`,
    ...['#ff5f57', '#febc2e', '#28c840'].map((fill, i) => `<circle cx="${20 + 20 * i}" cy="14" r="6" fill="${fill}"/>`),
    `<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="${SIZE}" fill="${INK}">`,
    text({ column: 0, length: 1, text: '$', colour: COLOURS[37], bold: false }, 0),
    text({ column: 2, length: command.length, text: command, colour: INK, bold: true }, 0),
    ...drawn.flatMap(({ runs }, row) => runs.map((run) => text(run, row + 1))),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [command] = process.argv.slice(2);
  if (!command) {
    console.error("usage: command | node tools/terminal-picture.mjs 'COMMAND AS SHOWN' > picture.svg");
    process.exit(2);
  }
  process.stdout.write(picture(command, readFileSync(0, 'utf8')));
}
