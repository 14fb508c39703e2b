// Dates and times of XML Schema (XSD 1.0 part 2, 3.2.7-3.2.11): which texts are days that the calendar has, and their order.

/** xs:date, with or without time zone. */
export function isDate(text: string): boolean {
  const end = endOfDate(text);
  return end > 0 && isZone(text, end);
}

/** xs:dateTime; 24:00:00 is the end of a day. */
export function isDateTime(text: string): boolean {
  const end = endOfDate(text);
  if (end < 0 || text.charCodeAt(end) !== 0x54) return false;
  const endOfHour = endOfTime(text, end + 1);
  return endOfHour > 0 && isZone(text, endOfHour);
}

/** xs:time. */
export function isTime(text: string): boolean {
  const end = endOfTime(text, 0);
  return end > 0 && isZone(text, end);
}

/** xs:gYear. */
export function isYear(text: string): boolean {
  const end = endOfYear(text);
  return end > 0 && isZone(text, end);
}

/** xs:gYearMonth. */
export function isYearMonth(text: string): boolean {
  const end = endOfYearMonth(text);
  return end > 0 && isZone(text, end);
}

/** The offset behind CCYY-MM-DD, or -1. */
function endOfDate(text: string): number {
  const end = endOfYearMonth(text);
  if (end < 0 || text.charCodeAt(end) !== minus) return -1;
  const day = twoDigits(text, end + 1);
  const month = twoDigits(text, end - 2);
  return day >= 1 && day <= daysOfMonth(text, end - 3, month) ? end + 3 : -1;
}

function endOfYearMonth(text: string): number {
  const end = endOfYear(text);
  if (end < 0 || text.charCodeAt(end) !== minus) return -1;
  const month = twoDigits(text, end + 1);
  return month >= 1 && month <= 12 ? end + 3 : -1;
}

/** Four digits or more, no leading zero beyond four, a minus for years before the first; there is no year 0. */
function endOfYear(text: string): number {
  const from = text.charCodeAt(0) === minus ? 1 : 0;
  let at = from;
  let isZero = true;
  while (isDigit(text.charCodeAt(at))) {
    if (text.charCodeAt(at) !== zero) isZero = false;
    at++;
  }
  const length = at - from;
  if (length < 4 || isZero || (length > 4 && text.charCodeAt(from) === zero)) return -1;
  return at;
}

/** The year is read from its last digits before `yearEnd`: a leap year shows in them whatever its size. */
function daysOfMonth(text: string, yearEnd: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  const ofCentury = twoDigits(text, yearEnd - 2);
  const century = twoDigits(text, yearEnd - 4);
  const isLeap = ofCentury === 0 ? century % 4 === 0 : ofCentury % 4 === 0;
  return isLeap ? 29 : 28;
}

/** The offset behind hh:mm:ss and its fraction, or -1. */
function endOfTime(text: string, at: number): number {
  const hour = twoDigits(text, at);
  const minute = twoDigits(text, at + 3);
  const second = twoDigits(text, at + 6);
  if (text.charCodeAt(at + 2) !== 0x3a || text.charCodeAt(at + 5) !== 0x3a) return -1;
  if (hour < 0 || hour > 24 || minute < 0 || minute > 59 || second < 0 || second > 59) return -1;
  let end = at + 8;
  let isWhole = true;
  if (text.charCodeAt(end) === 0x2e) {
    end++;
    const fraction = end;
    while (isDigit(text.charCodeAt(end))) {
      if (text.charCodeAt(end) !== zero) isWhole = false;
      end++;
    }
    if (end === fraction) return -1;
  }
  return hour === 24 && (minute !== 0 || second !== 0 || !isWhole) ? -1 : end;
}

/** Nothing, Z, or an offset of at most fourteen hours. */
function isZone(text: string, at: number): boolean {
  if (at === text.length) return true;
  const unit = text.charCodeAt(at);
  if (unit === 0x5a) return at + 1 === text.length;
  if ((unit !== plus && unit !== minus) || text.length !== at + 6 || text.charCodeAt(at + 3) !== 0x3a) return false;
  const hour = twoDigits(text, at + 1);
  const minute = twoDigits(text, at + 4);
  return hour >= 0 && minute >= 0 && minute <= 59 && (hour < 14 || (hour === 14 && minute === 0));
}

/** -1 where there are no two digits. */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - zero;
  const units = text.charCodeAt(at + 1) - zero;
  return tens >= 0 && tens <= 9 && units >= 0 && units <= 9 ? tens * 10 + units : -1;
}

/**
 * Negative, zero or positive, as the first xs:date is before, the same as or after the second; NaN where one of them
 * has a time zone and the other none, and they are less than fourteen hours apart (XSD 1.0 part 2, 3.2.7.4).
 */
export function compareDates(first: string, second: string): number {
  const left = startOfDay(first);
  const right = startOfDay(second);
  const difference = left.minutes - right.minutes;
  if (left.hasZone === right.hasZone || Math.abs(difference) > widestZone) return difference;
  return Number.NaN;
}

const widestZone = 14 * 60;

/** Minutes on the time line, in UTC where the date has a zone. */
function startOfDay(text: string): { readonly minutes: number; readonly hasZone: boolean } {
  const end = endOfDate(text);
  const yearEnd = end - 6;
  const month = twoDigits(text, end - 5);
  // Years begin in March here, so that the day of a leap year comes last.
  const year = Number(text.slice(0, yearEnd)) - (month < 3 ? 1 : 0);
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + twoDigits(text, end - 2);
  const days = year * 365 + Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400) + dayOfYear;
  const offset = end + 6 === text.length ? twoDigits(text, end + 1) * 60 + twoDigits(text, end + 4) : 0;
  const east = text.charCodeAt(end) === minus ? -offset : offset;
  return { minutes: days * 24 * 60 - east, hasZone: end < text.length };
}

function isDigit(unit: number): boolean {
  return unit >= zero && unit <= zero + 9;
}

const zero = 0x30;
const plus = 0x2b;
const minus = 0x2d;
