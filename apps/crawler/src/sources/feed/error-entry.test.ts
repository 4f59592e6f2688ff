import { describe, expect, it } from '@jest/globals';
import { isErrorEntry } from './error-entry.js';

describe('isErrorEntry', () => {
  it.each([
    'Bridge returned error 404! (20045)',
    'Error: Request failed with status code 503',
    'Fehler beim Laden der Seite',
    'Es ist ein Fehler beim Abrufen der Daten aufgetreten',
    'Erreur lors du chargement du flux',
    'Error al cargar la página',
    'Errore durante il caricamento del feed',
    'Erro ao carregar os dados',
    'Fout bij het ophalen van de feed',
    'Błąd podczas pobierania strony',
    'Ошибка получения данных',
    'フィードの取得に失敗しました',
    '获取数据失败',
    'Your feed has been deactivated. Please upgrade your plan',
  ])('knows a report of a failure: %s', (title) => {
    expect(isErrorEntry(title)).toBe(true);
  });

  it.each([
    'Error Code 404 poster',
    'Fehldruck Briefmarke 1921, Fehler im Rand',
    'Failed Stars (vinyl, 1977)',
    'Comedy of Errors, first edition',
    'L’erreur est humaine (livre)',
    'エラー音付きタイマー',
  ])('leaves goods alone: %s', (title) => {
    expect(isErrorEntry(title)).toBe(false);
  });
});
