import { createHash } from 'node:crypto';
import type { OpenApiDocument, OperationObject, Parameter, ResponseObject } from './build-document.js';
import { describeSchemaType, listFields } from './describe-schema.js';
import { DOCS_STYLE } from './docs-style.js';

/** A page that nothing outside is needed for: no script, no font, one style sheet inside. */
export interface DocsPage {
  html: string;
  /** Allows exactly this page's own style. */
  contentSecurityPolicy: string;
}

/** The readable form of the OpenAPI document. */
export function renderDocsPage(document: OpenApiDocument): DocsPage {
  const hash = createHash('sha256').update(DOCS_STYLE).digest('base64');
  const groups = document.tags.map((tag) => ({ ...tag, operations: operationsOf(document, tag.name) }));
  const html = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(document.info.title)} API</title><style>${DOCS_STYLE}</style></head>
<body><nav aria-label="Endpoints"><a class="brand" href="#top">${escapeHtml(document.info.title)}</a>
${groups.map(renderMenu).join('\n')}
</nav><main id="top"><header><h1>${escapeHtml(document.info.title)} API <small>${escapeHtml(document.info.version)}</small></h1>
${document.info.description.split('\n\n').map(renderText).join('\n')}
<p><a class="button" href="/openapi.json">OpenAPI 3.1 document</a></p></header>
${groups.map((group) => renderGroup(group, document)).join('\n')}
</main></body></html>`;
  return {
    html,
    contentSecurityPolicy: `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`,
  };
}

interface Entry {
  method: string;
  path: string;
  operation: OperationObject;
}

interface Group {
  name: string;
  description: string;
  operations: Entry[];
}

function operationsOf(document: OpenApiDocument, tag: string): Entry[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, operation]) => operation.tags.includes(tag))
      .map(([method, operation]) => ({ method, path, operation })),
  );
}

function renderMenu({ name, operations }: Group): string {
  const links = operations.map(
    ({ method, operation }) =>
      `<li><a href="#${operation.operationId}"><span class="method ${method}">${method}</span>${escapeHtml(operation.summary)}</a></li>`,
  );
  return `<h2>${escapeHtml(name)}</h2><ul>${links.join('')}</ul>`;
}

function renderGroup({ name, description, operations }: Group, document: OpenApiDocument): string {
  const sections = operations.map((entry) => renderOperation(entry, document));
  return `<section><h2>${escapeHtml(name)} <small>${escapeHtml(description)}</small></h2>${sections.join('\n')}</section>`;
}

function renderOperation({ method, path, operation }: Entry, document: OpenApiDocument): string {
  const { operationId, summary, description, parameters = [], requestBody, responses } = operation;
  const body = requestBody?.content['application/json'];
  return `<article id="${operationId}"><h3><span class="method ${method}">${method}</span><code>${escapeHtml(path)}</code></h3>
<p class="summary">${escapeHtml(summary)}${operation.security ? ' <em>needs no token</em>' : ''}</p>
${description ? renderText(description) : ''}
${parameters.length > 0 ? `<h4>Parameters</h4>${renderTable(parameters.map(renderParameter))}` : ''}
${body ? `<h4>Body</h4>${renderFields(body.schema, document)}` : ''}
<h4>Answers</h4>${renderTable(Object.entries(responses).map(([status, response]) => renderResponse(status, response, document)))}
${renderExample(method, path, operation)}</article>`;
}

function renderParameter({ name, in: place, required, description = '', schema }: Parameter): string {
  const must = required ? ' <b>required</b>' : '';
  return `<tr><td><code>${escapeHtml(name)}</code></td><td>${escapeHtml(`${place}, ${describeSchemaType(schema)}`)}${must}</td><td>${inline(description)}</td></tr>`;
}

function renderFields(schema: Record<string, unknown>, document: OpenApiDocument): string {
  const rows = listFields(schema, document.components.schemas).map(
    ({ name, type, isRequired, description }) =>
      `<tr><td><code>${escapeHtml(name)}</code></td><td>${escapeHtml(type)}${isRequired ? ' <b>required</b>' : ''}</td><td>${inline(description)}</td></tr>`,
  );
  return renderTable(rows);
}

function renderResponse(
  status: string,
  response: ResponseObject | { $ref: string },
  document: OpenApiDocument,
): string {
  if ('$ref' in response) {
    return `<tr><td><code>4xx, 5xx</code></td><td>problem details</td><td>what is wrong, naming the field</td></tr>`;
  }
  const [contentType = '', { schema = undefined } = {}] = Object.entries(response.content ?? {})[0] ?? [];
  const type = schema ? describeSchemaType(schema) : contentType;
  const fields = schema ? listFields(schema, document.components.schemas) : [];
  const details =
    fields.length > 0
      ? `<details><summary>${escapeHtml(type)}</summary>${renderTable(
          fields.map(
            (field) => `<tr><td><code>${escapeHtml(field.name)}</code></td><td>${escapeHtml(field.type)}</td></tr>`,
          ),
        )}</details>`
      : escapeHtml(type);
  return `<tr><td><code>${status}</code></td><td>${details}</td><td>${inline(response.description)}</td></tr>`;
}

function renderExample(method: string, path: string, { requestBody, security }: OperationObject): string {
  const example = requestBody?.content['application/json']?.example;
  const lines = [
    `curl${method === 'get' ? '' : ` -X ${method.toUpperCase()}`} localhost:8081${path.replace('{id}', '1')}`,
  ];
  if (!security) lines.push('-H "Authorization: Bearer $TOKEN"');
  if (example !== undefined) lines.push("-H 'Content-Type: application/json'", `-d '${JSON.stringify(example)}'`);
  return `<pre>${escapeHtml(lines.join(' \\\n  '))}</pre>`;
}

function renderTable(rows: readonly string[]): string {
  return `<table><tbody>${rows.join('')}</tbody></table>`;
}

function renderText(text: string): string {
  return `<p>${inline(text)}</p>`;
}

/** Text with `code` in backticks. */
function inline(text: string): string {
  return escapeHtml(text).replaceAll(/`([^`]+)`/g, '<code>$1</code>');
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
