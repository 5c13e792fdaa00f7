// What the buyer's page says, in the languages that it speaks.

import { recall, remember } from "/pages/page.js";

const TEXTS = {
  en: {
    title: "Tickets · Box Office",
    other: "한국어",
    skip: "Skip to the content",
    pages: "Pages",
    tickets: "Tickets",
    lab: "Lab",
    operations: "Operations",
    api: "API",
    promise: "Every ticket is sold once, and every ticket sold is kept.",
    events: "Events",
    loading: "Looking what is on sale …",
    nothingOnSale: "Nothing is on sale yet.",
    left: "of {total} left",
    reserve: "Reserve",
    reserveFor: " a ticket for {event}",
    reserving: "Reserving …",
    soldOut: "Sold out",
    yourTicket: "You have a ticket",
    stateOf: ": {event}",

    youAre: "You are {name} (no. {id})",
    nobody: "Choose who you are to reserve.",
    nobodySignedIn: "Sign in to reserve.",
    youAreNumber: "You are no. {id}",
    signIn: "Sign in",
    signOut: "Sign out",
    signInTitle: "Sign in",
    signInHint: "With the token that you were given. This tab keeps it until it is closed.",
    token: "Token",
    noToken: "This is not a token: it has three parts with dots between them.",
    noUserInToken: "This token names nobody who could buy a ticket.",
    signInEnded: "Your token is not accepted any more. Sign in again.",
    change: "Change",
    choose: "Choose",
    whoAreYou: "Who are you?",
    noPasswords: "There are no passwords here: be anybody, or add yourself.",
    pickUser: "Pick from the list",
    orNumber: "Or give your number",
    orName: "Or add yourself by name",
    thatIsMe: "That is me",
    addMe: "Add me",
    close: "Close",
    userEntry: "{name} (no. {id})",
    noUserList: "The list can't be read right now. Try again in a moment.",
    noSuchUser: "There is nobody with this number.",
    userGone: "We don't know you any more. Say who you are.",

    yours: "Your tickets",
    noneYet: "None yet.",
    whoFirst: "Say who you are to see them.",
    notReadable: "Your tickets can't be read right now. They are safe.",
    number: "No. {id}",
    cancel: "Cancel",
    cancelFor: " the ticket for {event}",
    cancelling: "Cancelling …",
    cancelled: "Cancelled ({count})",
    older: "Show older ones",
    sureTitle: "Cancel this ticket?",
    sureText: "Your ticket for {event} goes to whoever comes next.",
    keepIt: "Keep it",
    cancelIt: "Cancel the ticket",

    reserved: "You have a ticket for {event}. It is no. {id}.",
    alreadyReserved: "You already have a ticket for {event}. It is no. {id}.",
    justSoldOut: "{event} is sold out. The last ticket has just gone.",
    eventGone: "This event is no longer there.",
    wasCancelled: "Your ticket for {event} is cancelled.",
    notCancelled: "This ticket is no longer there.",
    unsure: "No answer yet. We keep asking: you get one ticket at most.",
    unsureCancel: "No answer yet. We keep asking.",
    gaveUp: "We could not find out. Try again later: you get one ticket at most.",
    gaveUpCancel: "We could not find out. Try again later.",
    failed: "That did not work: {reason}",

    unreachable: "The service can't be reached. What you see may be out of date; we keep trying.",
    unavailable: "Selling is paused. It goes on by itself in a moment.",
    degraded: "Selling goes on. Lists may be missing for a moment.",
    noLive: "Too many people are looking: the numbers don't move by themselves right now. You can reserve all the same.",
    back: "All is well again.",
  },
  ko: {
    title: "티켓 · Box Office",
    other: "English",
    skip: "본문으로 건너뛰기",
    pages: "페이지",
    tickets: "티켓",
    lab: "실험실",
    operations: "운영",
    api: "API",
    promise: "모든 티켓은 한 번만 팔리고, 팔린 티켓은 반드시 지켜집니다.",
    events: "공연",
    loading: "판매 중인 공연을 찾고 있습니다 …",
    nothingOnSale: "아직 판매 중인 공연이 없습니다.",
    left: "매 남음 · 전체 {total}매",
    reserve: "예매하기",
    reserveFor: ": {event}",
    reserving: "예매 중 …",
    soldOut: "매진",
    yourTicket: "예매 완료",
    stateOf: ": {event}",

    youAre: "{name} 님 ({id}번)",
    nobody: "예매하려면 사용자를 선택하세요.",
    nobodySignedIn: "예매하려면 로그인하세요.",
    youAreNumber: "{id}번 사용자입니다",
    signIn: "로그인",
    signOut: "로그아웃",
    signInTitle: "로그인",
    signInHint: "받은 토큰으로 로그인합니다. 이 탭을 닫으면 토큰도 사라집니다.",
    token: "토큰",
    noToken: "토큰이 아닙니다. 토큰은 점으로 나뉜 세 부분으로 되어 있습니다.",
    noUserInToken: "이 토큰으로는 티켓을 예매할 수 없습니다.",
    signInEnded: "토큰이 더 이상 유효하지 않습니다. 다시 로그인하세요.",
    change: "변경",
    choose: "선택",
    whoAreYou: "누구신가요?",
    noPasswords: "비밀번호는 없습니다. 누구든 선택하거나 새로 등록하세요.",
    pickUser: "목록에서 선택",
    orNumber: "또는 번호 입력",
    orName: "또는 이름으로 새로 등록",
    thatIsMe: "선택",
    addMe: "등록",
    close: "닫기",
    userEntry: "{name} ({id}번)",
    noUserList: "지금은 목록을 불러올 수 없습니다. 잠시 후 다시 시도하세요.",
    noSuchUser: "이 번호의 사용자가 없습니다.",
    userGone: "등록되지 않은 사용자입니다. 다시 선택하세요.",

    yours: "내 티켓",
    noneYet: "아직 없습니다.",
    whoFirst: "누구인지 알려 주시면 표시됩니다.",
    notReadable: "지금은 내 티켓을 불러올 수 없습니다. 티켓은 안전하게 보관되어 있습니다.",
    number: "{id}번",
    cancel: "취소",
    cancelFor: ": {event} 티켓",
    cancelling: "취소 중 …",
    cancelled: "취소한 티켓 ({count})",
    older: "이전 티켓 보기",
    sureTitle: "이 티켓을 취소할까요?",
    sureText: "{event} 티켓을 취소하면 다음 사람에게 넘어갑니다.",
    keepIt: "그대로 두기",
    cancelIt: "티켓 취소",

    reserved: "{event} 티켓을 예매했습니다. 예매 번호는 {id}번입니다.",
    alreadyReserved: "{event} 티켓을 이미 예매했습니다. 예매 번호는 {id}번입니다.",
    justSoldOut: "{event} 공연이 매진되었습니다. 방금 마지막 티켓이 팔렸습니다.",
    eventGone: "이 공연은 더 이상 없습니다.",
    wasCancelled: "{event} 티켓을 취소했습니다.",
    notCancelled: "이 티켓은 더 이상 없습니다.",
    unsure: "아직 응답이 없어 계속 확인하고 있습니다. 티켓이 두 장 예매되는 일은 없습니다.",
    unsureCancel: "아직 응답이 없어 계속 확인하고 있습니다.",
    gaveUp: "결과를 확인하지 못했습니다. 나중에 다시 시도하세요. 티켓이 두 장 예매되는 일은 없습니다.",
    gaveUpCancel: "결과를 확인하지 못했습니다. 나중에 다시 시도하세요.",
    failed: "처리하지 못했습니다: {reason}",

    unreachable: "서비스에 연결할 수 없습니다. 화면의 숫자가 최신이 아닐 수 있으며, 계속 연결을 시도합니다.",
    unavailable: "판매가 잠시 중단되었습니다. 곧 자동으로 다시 시작됩니다.",
    degraded: "판매는 계속됩니다. 목록이 잠시 보이지 않을 수 있습니다.",
    noLive: "접속자가 많아 남은 수량이 자동으로 바뀌지 않습니다. 예매는 할 수 있습니다.",
    back: "다시 정상입니다.",
  },
};

let language = choose();

/** What this reader chose, else the first of their browser's languages that the page speaks. */
function choose() {
  const wanted = [recall("language") ?? "", ...navigator.languages].map((tag) => tag.split("-")[0].toLowerCase());
  return wanted.find((tag) => tag in TEXTS) ?? "en";
}

/** The text of this name, with its {places} filled in. */
export function text(name, places = {}) {
  return TEXTS[language][name].replace(/\{(\w+)\}/g, (_, place) => String(places[place]));
}

/** Puts the texts into the page that it has from the start. */
export function translate() {
  document.documentElement.lang = language;
  document.title = text("title");
  for (const element of document.querySelectorAll("[data-text]")) {
    element.textContent = text(element.dataset.text);
  }
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", text(element.dataset.label));
  }
}

/** The other language from now on, also at the next visit. */
export function switchLanguage() {
  language = language === "ko" ? "en" : "ko";
  remember("language", language);
  translate();
}

/** The language that {@link switchLanguage} would switch to. */
export const otherLanguage = () => (language === "ko" ? "en" : "ko");
