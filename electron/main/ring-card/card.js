// All texts come ready from the shell and are put in as text: a caller's name is data, whatever it looks like.
const part = (id) => document.getElementById(id);
let callId = '';

window.ringCard.onShow((view) => {
  callId = view.callId;
  document.documentElement.lang = view.language;
  part('heading').textContent = view.heading;
  part('name').textContent = view.name;
  part('detail').textContent = [view.detail, view.number].filter((text) => text !== '').join(' · ');
  part('more').textContent = view.more;
  part('answer').textContent = view.answer;
  part('decline').textContent = view.decline;
});
for (const action of ['answer', 'decline']) {
  part(action).addEventListener('click', () => window.ringCard.act(callId, action));
}
