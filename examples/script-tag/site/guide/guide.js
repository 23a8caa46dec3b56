// A single page: addresses below /example/guide/ change without loading anything.

const start = '/example/guide/'

const goods = [
  [
    'milk',
    'Milk, pasteurised',
    '1 to 4 °C',
    'Below 0 °C the fat separates; each degree above 4 costs about a day of shelf life.',
  ],
  ['butter', 'Butter', '0 to 5 °C', 'Forgiving for hours, but it takes up smells: never beside onions.'],
  [
    'ice-cream',
    'Ice cream',
    '−25 to −18 °C',
    'Once it softens, small crystals grow into large ones. Freezing again does not bring them back.',
  ],
  [
    'vaccines',
    'Vaccines, most',
    '2 to 8 °C',
    'Many are spoilt by a single freeze, and look the same afterwards. Too cold is the commoner fault.',
  ],
  [
    'insulin',
    'Insulin, unopened',
    '2 to 8 °C',
    'Throw it away once frozen. A pen in use keeps about four weeks at room temperature: see its leaflet.',
  ],
  [
    'mango',
    'Mango, unripe',
    '12 to 14 °C',
    'Below 10 °C the skin turns grey and the fruit never ripens: chilling injury.',
  ],
  ['banana', 'Banana, green', '13 to 14 °C', 'Below 12 °C the skin turns dull and brown.'],
  ['tomato', 'Tomato, breaker stage', '12 to 15 °C', 'A refrigerator takes its aroma within days.'],
  [
    'fish',
    'Fish, fresh',
    '−1 to 2 °C',
    'In melting ice, drained. The ice holds the temperature better than any machine.',
  ],
  [
    'flowers',
    'Cut roses',
    '1 to 3 °C',
    'Keep them away from fruit: the ethylene of ripening apples drops their petals.',
  ],
]

const list = document.querySelector('#goods')
const view = document.querySelector('#view')

for (const [slug, name] of [['', 'Overview'], ...goods]) {
  const link = document.createElement('a')
  link.href = start + slug
  link.textContent = name
  const item = document.createElement('li')
  item.append(link)
  list.append(item)
}

document.addEventListener('click', (event) => {
  const link = event.target.closest('a')
  const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey
  if (!plain || !link?.pathname.startsWith(start)) return
  event.preventDefault()
  if (link.pathname !== location.pathname) history.pushState(null, '', link.pathname)
  show()
  view.querySelector('h1').focus()
})
addEventListener('popstate', show)
show()

function show() {
  const found = goods.find(([slug]) => start + slug === location.pathname)
  document.title = found ? `${found[1]}: ${found[2]}` : 'How cold should it be? Tuhin'
  for (const link of list.querySelectorAll('a')) {
    if (link.pathname === location.pathname) link.setAttribute('aria-current', 'page')
    else link.removeAttribute('aria-current')
  }
  view.replaceChildren(...(found ? detail(found) : overview()))
}

function overview() {
  const table = document.createElement('table')
  for (const [slug, name, range] of goods) {
    const row = table.insertRow()
    const link = element('a', name)
    link.href = start + slug
    row.insertCell().append(link)
    row.insertCell().append(range)
  }
  return [
    heading('How cold should it be?'),
    element('p', 'Ten kinds of goods, and the limits that we set for them.'),
    table,
  ]
}

function detail([, name, range, why]) {
  const price = element('p', range)
  price.className = 'price'
  return [heading(name), price, element('p', why)]
}

function heading(text) {
  const h1 = element('h1', text)
  h1.tabIndex = -1
  return h1
}

function element(name, text) {
  const made = document.createElement(name)
  made.textContent = text
  return made
}
