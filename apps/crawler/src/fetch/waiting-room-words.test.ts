import { describe, expect, it } from '@jest/globals';
import { isNamedWaitingRoom, isWaitingRoomAddress, saysWaitingRoom } from './waiting-room-words.js';

describe('words of waiting rooms', () => {
  it.each([
    ['you are number 40 in the queue'],
    ['sie befinden sich jetzt in der warteschlange'],
    ["vous êtes dans la file d'attente"],
    ['hay 40 personas delante de ti'],
    ['ci sono 12 persone davanti a te'],
    ['sua posição na fila é 300'],
    ['u staat in de virtuele wachtrij'],
    ['czekasz w wirtualnej kolejce'],
    ['ваше место в очереди: 51'],
    ['du er i kø'],
    ['順番にご案内します'],
    ['您正在排队，请稍候'],
    ['현재 접속 대기 중입니다'],
  ])('are known: %s', (words) => {
    expect(saysWaitingRoom(words)).toBe(true);
  });

  it.each([
    ['in-line skates for adults'],
    ['wartezimmerstuhl in grau'],
    ['drewniana kolejka z mostem'],
    ['coda di volpe bianco'],
    ['this dress hangs in line with the knee'],
  ])('are not found in what things are called: %s', (words) => {
    expect(saysWaitingRoom(words)).toBe(false);
  });

  it('count as a title where they are all of one of its parts', () => {
    expect(isNamedWaitingRoom('Waiting Room | Lumen')).toBe(true);
    expect(isNamedWaitingRoom('Lumen - Virtual waiting room')).toBe(true);
    expect(isNamedWaitingRoom('The Waiting Room Bench | Lumen')).toBe(false);
    expect(isNamedWaitingRoom('待機室')).toBe(true);
  });

  it('are known in addresses', () => {
    expect(isWaitingRoomAddress('https://lumen.queue-it.net/?c=lumen')).toBe(true);
    expect(isWaitingRoomAddress('https://shop.example/waiting-room?to=/p/1')).toBe(true);
    expect(isWaitingRoomAddress('https://warteraum.laden.example/')).toBe(true);
    expect(isWaitingRoomAddress('https://shop.example/p/waiting-room-bench')).toBe(false);
    expect(isWaitingRoomAddress('no address')).toBe(false);
  });
});
