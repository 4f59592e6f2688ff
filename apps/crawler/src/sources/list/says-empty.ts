import { walkElements } from '../../markup/element.js';
import type { ListDocument } from './list-document.js';

/** What a page says where a search found nothing. */
const NOTHING =
  /(?:no|0|zero) (?:results?|items?|products?|listings?|matches|offers?|ads?|entries)(?: (?:were |was )?(?:found|match|available))?|nothing (?:was )?found|(?:did|could) ?n[o'’]t (?:find|match) any|(?:could|did) not (?:find|match) any|keine (?:ergebnisse|treffer|artikel|produkte|anzeigen|angebote)|nichts gefunden|0 treffer|aucun (?:résultat|produit|article)|aucune annonce|sin resultados|no (?:se )?(?:han|hemos) encontrado|no se encontraron|ningún resultado|nenhum (?:resultado|produto)|nessun (?:risultato|prodotto|annuncio)|non ha prodotto (?:alcun )?risultat|geen (?:resultaten|producten|advertenties)|inga (?:träffar|resultat|produkter)|ingen (?:treff|resultater|varer)|ei (?:tuloksia|hakutuloksia)|žádné (?:výsledky|produkty)|brak (?:wyników|produktów|ogłoszeń)|nie (?:znaleźliśmy|znaleziono)|ничего не найдено|нет результатов|товары не найдены|見つかりません|商品(?:が|は)(?:ありません|ございません)|該当する(?:商品|結果)は?(?:ありません|ございません)|検索結果はありません|0件|没有找到|沒有找到|暂无(?:商品|数据|结果)|無結果|無符合|검색 ?결과가 없|لا توجد نتائج|لم يتم العثور|לא נמצאו/i;

/** Whether the page says in so many words that its list is empty. */
export function saysEmpty({ root }: ListDocument): boolean {
  let isEmpty = false;
  walkElements(root, ({ name, children, attributes }) => {
    if (isEmpty || name === 'script' || name === 'style' || name === 'template' || name === 'noscript') return false;
    if (attributes.hidden !== undefined || /display\s*:\s*none/i.test(attributes.style ?? '')) return false;
    for (const child of children)
      if (typeof child === 'string' && child.length > 3 && child.length < 300 && NOTHING.test(child)) isEmpty = true;
    return undefined;
  });
  return isEmpty;
}
