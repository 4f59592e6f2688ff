import { normalizeWords, wordsOf } from '../stock/words.js';

/** Sentences that only a page says that makes its readers wait for their turn. */
const SAYS =
  wordsOf(`you(?:'re| are) (?:now |currently |still )?(?:waiting )?in (?:the |a |our |line behind )?(?:virtual |online )?(?:queue|line|waiting room), you(?:'re| are) (?:next in line|number \\d+ in (?:the )?(?:line|queue)|on the waiting page), (?:your )?(?:place|position|number|spot) in (?:the |our )?(?:virtual )?(?:queue|line), (?:people|persons|users|visitors|customers|shoppers|fans) (?:are )?(?:ahead of|in front of|before) you, you (?:have been|were|will be) (?:placed|put) in (?:a|the|our) (?:virtual )?(?:queue|line|waiting room), (?:the |this )?(?:queue|line) is (?:currently )?paused, when it(?:'s| is) your turn, you(?:'ll| will) be (?:let in|redirected|admitted) (?:to|automatically|when|as soon), (?:lose|hold|keep|save) your (?:place|spot|position), please wait in (?:line|the queue), virtual (?:waiting room|queue),
(?:sie|du|wir) (?:sind|befinden sich|befindest dich|stehen|bist|stehst) (?:jetzt |derzeit |nun |aktuell |noch )?in (?:der|einer|unserer|unserem|einem) (?:virtuellen |digitalen )?(?:warteschlange|warteraum|warteliste für den einlass), (?:ihr|ihre|dein|deine) (?:aktuelle[r]? )?(?:platz|position|nummer) in der (?:warte)?schlange, (?:personen|besucher|nutzer|kunden) vor (?:ihnen|dir), virtuelle[nr]? (?:warteschlange|warteraum|wartezimmer), sobald (?:sie|du) an der reihe (?:sind|bist),
file d'attente (?:virtuelle|en ligne), vous êtes (?:maintenant |actuellement |bien )?(?:dans|en) (?:la |une |notre )?(?:file|salle) d'attente, (?:votre )?(?:position|place|numéro) dans la file, (?:personnes|visiteurs|internautes|clients) (?:sont )?(?:devant|avant) vous, salle d'attente virtuelle, (?:quand|lorsque|dès que) (?:ce sera|c'est|viendra) votre tour,
(?:cola|fila|sala) (?:de espera )?virtual, (?:ya )?est[áa]s? (?:ahora |actualmente )?en (?:la |una )?(?:cola|fila)(?: de espera| virtual), (?:tu|su) (?:lugar|posición|puesto|turno|número) en la (?:cola|fila), (?:personas|usuarios|clientes) (?:por )?(?:delante|antes) (?:de )?(?:ti|usted|tuyo), cuando (?:sea|llegue) (?:tu|su) turno,
(?:coda|fila|sala d'attesa) virtuale, (?:sei|ti trovi|siete) (?:ora |attualmente )?(?:in|nella) (?:coda|fila|sala d'attesa), (?:la tua |il tuo )?(?:posizione|posto|numero) (?:in|nella) (?:coda|fila), (?:persone|utenti|clienti) (?:davanti a|prima di) (?:te|voi), quando (?:sarà|arriverà) il tuo turno,
(?:está|estás) (?:agora )?na (?:fila|sala de espera), (?:sua|tua) (?:posição|vez|lugar) na fila, pessoas (?:à|a) (?:sua|tua) frente, quando (?:chegar|for) a (?:sua|tua) vez,
(?:je|u) (?:staat|bent) (?:nu |momenteel )?in de (?:virtuele )?(?:wacht)?rij, (?:je|jouw|uw) (?:plaats|plek|positie|nummer) in de (?:wacht)?rij, wachtenden voor (?:je|u|jou), virtuele (?:wachtrij|wachtruimte|wachtkamer), (?:zodra|wanneer|als) (?:je|u) aan de beurt (?:bent|is),
(?:jesteś|stoisz|czekasz) (?:teraz |obecnie )?w (?:wirtualnej )?(?:kolejce|poczekalni), (?:twoje|twój|twoja) (?:miejsce|numer|pozycja) w kolejce, os(?:ób|oby|oba) przed tobą, wirtualn(?:a|ej) (?:kolejka|kolejce|poczekalnia|poczekalni), gdy (?:nadejdzie|przyjdzie) twoja kolej,
(?:вы|ты) (?:сейчас )?(?:находитесь |стоите |стоишь )?в (?:электронной |виртуальной )?очереди, (?:ваше |ваш |ваша )(?:место|номер|позиция) в очереди, (?:человек|людей|пользователей|посетителей) (?:перед|впереди) вам?[ис]?, виртуальн(?:ая|ой) (?:очередь|очереди|комната ожидания), когда подойдет ваша очередь,
du (?:står|är|er) (?:nu |nå )?i (?:kø|køen|kö|kön), (?:din|dit|ditt) (?:plats|plads|plass|köplats|kønummer|nummer|plassering) i (?:kön|køen), när det är din tur, når det (?:er|bliver) din tur, virtuell?t? (?:kö|kø|väntrum|venterom|venteværelse), olet (?:nyt )?jonossa, (?:paikkasi|sijaintisi) jonossa, edessäsi (?:on )?\\d+,
jste (?:nyní )?ve (?:virtuální )?frontě, (?:vaše )?(?:pořadí|místo) ve frontě, virtuální (?:fronta|čekárna), ön (?:jelenleg )?(?:a )?(?:várakozási )?sorban (?:áll|van), sıradasınız, sanal (?:sıra|bekleme odası), sıradaki yeriniz, önünüzde(?:ki)? \\d+ kişi, sunteți (?:acum )?(?:la|în) (?:rând|coadă|sala de așteptare), sala de așteptare virtuală,
順番待ち, 仮想待合室, 列に並んで(?:い|お), 順番に(?:ご案内|お待ち), あなたの(?:順番|待ち番号|前に), ただいま(?:待合|待機), 您正在排队, 您正在排隊, 正在排队(?:中|等), 正在排隊(?:中|等), 排队等候, 排隊等候, 虚拟(?:等候|排队), 虛擬(?:等候|排隊), 您前面(?:还有|還有|有), 접속 ?대기, 대기 ?순번, 대기열, 순서를 기다리, 앞에 \\d+ ?명`);

/** Names of such pages, where one is all of a title's part: other things are called so within their names. */
const NAMED =
  wordsOf(`(?:virtual |online )?waiting room, (?:virtual |online )?queue, queue it, waiting page, you(?:'re| are) in line, (?:virtuelle[rn]? )?(?:warteschlange|warteraum), wartezimmer, file d'attente, salle d'attente, sala de espera, cola de espera, fila de espera, sala d'attesa, wachtrij, wachtkamer, wachtruimte, poczekalnia, зал ожидания, комната ожидания, väntrum, venterom, venteværelse, odotushuone, čekárna, várószoba, bekleme odası, bekleme sırası, sala de așteptare,
待合室, 待機室, 待機ページ, 等候室, 等待室, 排队, 排隊, 대기실`);
/** As little as a page that loads says too. */
const NAMED_WEAKLY = wordsOf(
  `please wait, in line, you(?:'re| are) next, almost there, bitte warten, coda, fila, cola, kolejka, очередь, kö, kø, jono, fronta, várakozás, お待ちください, 请稍候, 請稍候, 대기`,
);

/** What waiting rooms say besides, and others too: of a shop that answers by telephone, of a thing that is made to order. */
const HINTS =
  wordsOf(`(?:estimated|expected|approximate) wait(?:ing)?(?: time)?, wait time, do(?:n't| not) (?:refresh|close|reload|leave) (?:this|the|your) (?:page|window|tab|browser), refresh automatically, high (?:traffic|demand|volume), many (?:people|visitors|users), queue, in line, your turn, (?:geschätzte|voraussichtliche|ungefähre) wartezeit, (?:seite|fenster) nicht (?:neu laden|aktualisieren|schließen), warteschlange, großen? andrang, hohe[nrs]? (?:andrang|nachfrage), (?:temps|durée) d'attente, (?:actualisez|rafraîchissez|fermez) pas, file d'attente, forte affluence, tiempo (?:estimado )?de espera, no (?:actualices|cierres|recargues|actualice|cierre), alta demanda, tempo (?:stimato )?di attesa, attesa stimata, non (?:aggiornare|chiudere|ricaricare), tempo (?:estimado )?de espera, não (?:atualize|feche|recarregue), (?:geschatte|verwachte) wachttijd, wachtrij, (?:pagina|venster) niet, drukte, (?:szacowany|przewidywany) czas, nie (?:odświeżaj|zamykaj), kolejce, (?:примерное|ожидаемое|расчетное|расчётное) время, не (?:обновляйте|закрывайте), очереди, beräknad väntetid, (?:forventet|estimeret|estimert) ventetid, (?:stäng|uppdatera|ladda om|opdater|luk|oppdater|lukk) (?:inte|ikke), arvioitu odotusaika, (?:odhadovaná|předpokládaná) doba, várakozási idő, tahmini bekleme, sayfayı (?:yenilemeyin|kapatmayın), timp(?:ul)? (?:estimat )?de așteptare,
待ち時間, お待ちください, 混み合って, 混雑, アクセスが集中, 等待时间, 等待時間, 请勿刷新, 請勿重新整理, 예상 ?대기, 대기 ?시간, 새로고침`);

/** Whether a text says that its reader waits in a line to be let in. */
export function saysWaitingRoom(words: string): boolean {
  return SAYS.test(words);
}

/** Whether a title, or a part of it beside the shop's name, is what waiting rooms are called and nothing more. */
export function isNamedWaitingRoom(title: string): boolean {
  return isNamed(NAMED, title);
}

/** Whether it is what they and other pages are called, so that something else must say it too. */
export function isPerhapsNamedWaitingRoom(title: string): boolean {
  return isNamed(NAMED_WEAKLY, title);
}

function isNamed(names: RegExp, title: string): boolean {
  if (title.length > 200 || !names.test(normalizeWords(title))) return false;
  return title.split(/ +[-–—·:] +| *[|:!.…]+ */u).some((part) => {
    const words = normalizeWords(part);
    const found = words === '' ? undefined : names.exec(words)?.[0];
    return found !== undefined && found.length >= words.length - 2;
  });
}

/** Whether a text fits into a waiting room, though it may stand elsewhere. */
export function hintsAtWaitingRoom(words: string): boolean {
  return HINTS.test(words);
}

/** Hosts of services that let a shop's visitors in one after the other. */
const SERVICES =
  /(?:^|\.)(?:queue-it\.(?:net|com)|queue-fair\.(?:net|com)|crowdhandler\.com|netfunnel\.co\.kr|stclab\.com|waitingroom\.io)$/i;
const ROOM =
  /^(?:virtual-?)?(?:queue(?:-?it)?|queuing|waiting-?(?:room|page|line)|waitroom|warteschlange|warteraum|wartezimmer|file-?d-?attente|salle-?d-?attente|sala-?(?:de-?)?espera|wachtrij|wachtkamer|poczekalnia)$/i;

/** Whether an address is a waiting room's: a service's, or one whose host or path is called so. */
export function isWaitingRoomAddress(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { hostname, pathname } = new URL(url);
  return (
    SERVICES.test(hostname) ||
    ROOM.test(hostname.split('.')[0] ?? '') ||
    pathname.split('/').some((segment) => ROOM.test(segment))
  );
}
