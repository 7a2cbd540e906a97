import { ROLES, type Role } from '@concord/service';

/** A person whom one can be on the development page. */
interface Person {
  readonly subject: string;
  readonly name: string;
  readonly role: Role;
}

/** One for each role of the shop's staff, and a customer. */
export const PERSONS: readonly Person[] = [
  { subject: 'dana', name: 'Dana', role: 'head_of_digital' },
  { subject: 'samir', name: 'Samir', role: 'ecommerce_sme' },
  { subject: 'marta', name: 'Marta', role: 'marketing_manager' },
  { subject: 'ines', name: 'Ines', role: 'inventory_manager' },
  { subject: 'walter', name: 'Walter', role: 'warehouse_operator' },
  { subject: 'luca', name: 'Luca', role: 'logistics_manager' },
  { subject: 'aisha', name: 'Aisha', role: 'cs_agent' },
  { subject: 'leo', name: 'Leo', role: 'cs_lead' },
  { subject: 'oskar', name: 'Oskar', role: 'it_operator' },
  { subject: 'bianca', name: 'Bianca', role: 'business_analyst' },
  { subject: 'carlo', name: 'Carlo', role: 'content_editor' },
  { subject: 'tove', name: 'Tove', role: 'tester' },
  { subject: 'dario', name: 'Dario', role: 'driver' },
  { subject: '17850', name: 'Customer 17850', role: 'customer' },
];

const STYLE = `
  :root { color-scheme: light dark; font-family: system-ui, sans-serif; line-height: 1.5 }
  body { max-width: 46rem; margin: 0 auto; padding: 1.5rem 1rem 3rem }
  h1 { font-size: 1.6rem } h2 { font-size: 1.15rem; margin-top: 2rem }
  .persons { display: grid; grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr)); gap: .5rem; padding: 0 }
  button { font: inherit; width: 100%; text-align: left; padding: .6rem .8rem; border: 1px solid #8886; border-radius: .5rem;
    background: Canvas; color: CanvasText; cursor: pointer }
  button:hover, button:focus-visible { border-color: LinkText; outline: 2px solid LinkText; outline-offset: -1px }
  button small { display: block; opacity: .8 }
  fieldset { border: 1px solid #8886; border-radius: .5rem; display: grid; grid-template-columns: repeat(auto-fill, minmax(12rem, 1fr)) }
  label { display: block } label.text { margin: .8rem 0 } input[type=text] { font: inherit; width: 100%; padding: .4rem; box-sizing: border-box }
`;

/** The page on which one picks whom to be. */
export const developmentPage = (returnTo: string): string =>
  page(
    'Who are you?',
    `<p>Concord runs without an identity provider, so anybody may be anybody. This page refuses to run in production.</p>
${isShop(returnTo) ? `${customerForm(returnTo)}<h2>Staff</h2>` : ''}
<div class="persons">${PERSONS.map((person) => personForm(person, returnTo)).join('')}</div>
${isShop(returnTo) ? '' : customerForm(returnTo)}
<h2>Somebody else</h2>
<form method="post" action="/auth/development">
  ${hidden('returnTo', returnTo)}
  <label class="text">Name or number <input type="text" name="subject" required maxlength="100"></label>
  <fieldset><legend>Roles</legend>${ROLES.map(roleBox).join('')}</fieldset>
  <label class="text">Only these sales channels, separated by commas <input type="text" name="channels" maxlength="500"></label>
  <label class="text">Only these warehouses, separated by commas <input type="text" name="warehouses" maxlength="500"></label>
  <p><button type="submit">Sign in</button></p>
</form>`,
  );

/** A page of one sentence and a way on. */
export const sentencePage = (title: string, sentence: string, link: { to: string; says: string }): string =>
  page(title, `<p>${escaped(sentence)}</p><p><a href="${escaped(link.to)}">${escaped(link.says)}</a></p>`);

const page = (title: string, body: string) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} · Concord</title><style>${STYLE}</style></head>
<body><main><h1>${escaped(title)}</h1>${body}</main></body></html>
`;

/** Whoever comes from the shop is a customer, most likely. */
const isShop = (returnTo: string) => returnTo.startsWith('/shop');

/** A customer is known by a number alone. */
const customerForm = (returnTo: string) =>
  `<h2>A customer</h2>
<form method="post" action="/auth/development">${hidden('returnTo', returnTo)}${hidden('roles', 'customer')}
<label class="text">Number of the customer <input type="text" name="subject" required maxlength="100" autocomplete="off"></label>
<p><button type="submit">Sign in as this customer</button></p></form>`;

const personForm = ({ subject, name, role }: Person, returnTo: string) =>
  `<form method="post" action="/auth/development">${hidden('returnTo', returnTo)}${hidden('subject', subject)}${hidden('name', name)}${hidden('roles', role)}
<button type="submit">${escaped(name)}<small>${escaped(role.replaceAll('_', ' '))}</small></button></form>`;

const roleBox = (role: string) =>
  `<label><input type="checkbox" name="roles" value="${escaped(role)}"> ${escaped(role.replaceAll('_', ' '))}</label>`;

const hidden = (name: string, value: string) =>
  `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`;

const escaped = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
