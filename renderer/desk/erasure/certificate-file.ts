interface CertificateWords {
  readonly title: string;
  readonly text: string;
  readonly rows: readonly (readonly [string, string])[];
  readonly goes: string;
  readonly counts: readonly (readonly [string, number])[];
  readonly staysTitle: string;
  readonly stays: readonly string[];
}

const SIGNS: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string) => text.replaceAll(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign);

/** A page that stands by itself: no script, nothing to load, good for paper. */
export function certificateFile({
  title,
  text,
  rows,
  goes,
  counts,
  staysTitle,
  stays,
}: CertificateWords): string {
  const table = (lines: readonly (readonly [string, string | number])[]) =>
    `<table>${lines
      .map(
        ([label, value]) =>
          `<tr><th scope="row">${escaped(label)}</th><td>${escaped(String(value))}</td></tr>`,
      )
      .join('')}</table>`;
  return `<!doctype html>
<html><head><meta charset="utf-8"><title>${escaped(title)}</title><style>
body{font:14px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.3rem .5rem;border-bottom:1px solid #ccc}
th{font-weight:600;width:45%}td{overflow-wrap:anywhere}
</style></head><body>
<h1>${escaped(title)}</h1><p>${escaped(text)}</p>
${table(rows)}
<h2>${escaped(goes)}</h2>${table(counts)}
<h2>${escaped(staysTitle)}</h2><ul>${stays.map((one) => `<li>${escaped(one)}</li>`).join('')}</ul>
</body></html>
`;
}
