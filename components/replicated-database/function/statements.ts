/** One statement of an SQL file. */
export interface Statement {
  /** The statement without the comments before it and the semicolon behind it. */
  text: string;
  /** The line of the file in which it begins, from 1. */
  line: number;
  /** Its first words in capitals, by which one sees what kind it is. */
  words: string[];
}

// What PostgreSQL reads as one piece, so that a semicolon inside ends nothing. Each is tried where the last one ended.
const space = /\s+/y;
const lineComment = /--[^\n]*/y;
const dollarTag = /\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/y;
const escapeString = /[eE]'(?:[^'\\]|\\[^]|'')*(?:'|$)/y;
const plainString = /'(?:[^']|'')*(?:'|$)/y;
const quotedName = /"(?:[^"]|"")*(?:"|$)/y;
// CREATE OR REPLACE FUNCTION
const wordsOfKind = 4;

const word = /[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/y;

/**
 * Cuts a file into its statements, where psql would: PostgreSQL names no line when a statement fails, so each is sent
 * alone. What is cut wrongly the server refuses, and the transaction with it.
 */
export function statementsOf(sql: string): Statement[] {
  const statements: Statement[] = [];
  let begin: number | undefined;
  let end = 0;
  let words: string[] = [];
  let parentheses = 0;
  // The body of a function in standard SQL (BEGIN ATOMIC … END) is not quoted; its semicolons are its own.
  let blocks = 0;

  const finish = () => {
    if (begin !== undefined) statements.push({ text: sql.slice(begin, end), line: lineAt(sql, begin), words });
    [begin, words, parentheses, blocks] = [undefined, [], 0, 0];
  };

  for (let at = 0; at < sql.length;) {
    const silence = ends(space, sql, at) ?? ends(lineComment, sql, at) ?? endOfBlockComment(sql, at);
    if (silence !== undefined) {
      at = silence;
      continue;
    }
    if (sql[at] === ";" && parentheses === 0 && blocks === 0) {
      finish();
      at += 1;
      continue;
    }
    begin ??= at;
    const wordEnd = ends(word, sql, at);
    end = endOfQuoted(sql, at) ?? wordEnd ?? at + 1;
    if (end === wordEnd) {
      const name = sql.slice(at, end).toUpperCase();
      if (words.length < wordsOfKind) words.push(name);
      if (parentheses === 0) blocks += blockStep(words, name, blocks);
    }
    if (sql[at] === "(") parentheses += 1;
    if (sql[at] === ")") parentheses = Math.max(0, parentheses - 1);
    at = end;
  }
  finish();
  return statements;
}

function blockStep(words: string[], name: string, blocks: number): number {
  const routine = /^CREATE (?:OR REPLACE )?(?:FUNCTION|PROCEDURE)\b/.test(words.join(" "));
  if (!routine) return 0;
  if (name === "BEGIN" || (name === "CASE" && blocks > 0)) return 1;
  return name === "END" && blocks > 0 ? -1 : 0;
}

function endOfQuoted(sql: string, at: number): number | undefined {
  const quoted = ends(escapeString, sql, at) ?? ends(plainString, sql, at) ?? ends(quotedName, sql, at);
  if (quoted !== undefined) return quoted;
  const bodyBegin = ends(dollarTag, sql, at);
  if (bodyBegin === undefined) return undefined;
  const tag = sql.slice(at, bodyBegin);
  const closing = sql.indexOf(tag, bodyBegin);
  return closing === -1 ? sql.length : closing + tag.length;
}

/** Unlike those of most languages, PostgreSQL's block comments nest. */
function endOfBlockComment(sql: string, at: number): number | undefined {
  if (!sql.startsWith("/*", at)) return undefined;
  let depth = 1;
  for (let next = at + 2; next < sql.length; next += 1) {
    if (sql.startsWith("/*", next)) {
      depth += 1;
      next += 1;
    } else if (sql.startsWith("*/", next)) {
      depth -= 1;
      next += 1;
      if (depth === 0) return next + 1;
    }
  }
  return sql.length;
}

function ends(piece: RegExp, sql: string, at: number): number | undefined {
  piece.lastIndex = at;
  return piece.test(sql) ? piece.lastIndex : undefined;
}

/** The line, from 1, of a place in a text. */
export function lineAt(text: string, place: number): number {
  return text.slice(0, place).split("\n").length;
}
