"""Languages of posting texts; the sentences were written for this test."""

from __future__ import annotations

import pytest

from prospect.lexicon.language import read_language

TEXTS = {
    "en": "We are hiring a nurse for our clinic in Tulsa. You will work with a team of ten and report to the head nurse.",
    "es": "Buscamos una enfermera para nuestra clínica en Madrid. Trabajarás con un equipo de diez personas.",
    "de": "Wir suchen eine Pflegekraft für unsere Klinik in Kiel. Du arbeitest mit einem Team von zehn Leuten.",
    "fr": "Nous cherchons une infirmière pour notre clinique à Lyon. Vous travaillerez avec une équipe de dix personnes.",
    "pt": "Procuramos uma enfermeira para a nossa clínica em Recife. Você vai trabalhar com uma equipe de dez pessoas.",
    "it": "Cerchiamo un'infermiera per la nostra clinica di Torino. Lavorerai con una squadra di dieci persone.",
    "nl": "Wij zoeken een verpleegkundige voor onze kliniek in Utrecht. Je werkt met een team van tien mensen.",
    "pl": "Szukamy pielęgniarki do naszej kliniki w Gdańsku. Będziesz pracować w zespole, który liczy dziesięć osób.",
    "sv": "Vi söker en sjuksköterska till vår klinik i Lund. Du kommer att arbeta med ett team som är tio personer.",
    "da": "Vi søger en sygeplejerske til vores klinik i Aarhus. Du kommer til at arbejde med et team, der ikke er stort.",
    "no": "Vi søker en sykepleier til vår klinikk i Bergen. Du kommer til å arbeide med et team som ikke er stort.",
    "fi": "Haemme sairaanhoitajaa klinikallemme Turkuun. Työn ohella voit opiskella, ja meillä on hyvä tiimi.",
    "cs": "Hledáme zdravotní sestru na naši kliniku v Brně. Budete pracovat v týmu, který má deset lidí, a také se učit.",
    "tr": "İzmir'deki kliniğimiz için bir hemşire arıyoruz. On kişilik bir ekip ile çalışacak ve çok şey öğreneceksiniz.",
    "ro": "Căutăm o asistentă pentru clinica noastră din Cluj. Vei lucra cu o echipă de zece oameni și vei învăța.",
    "hu": "Ápolót keresünk a klinikánkra, Szegedre. A csapat tíz emberből áll, és a munka mellett tanulni is lehet.",
    "ja": "東京のクリニックで看護師を募集しています。十人のチームで働きます。",
    "zh": "我们正在为上海的诊所招聘护士，您将与十人团队一起工作。",
    "ko": "서울 클리닉에서 간호사를 모집합니다. 열 명의 팀과 함께 일합니다.",
    "ar": "نبحث عن ممرضة لعيادتنا في القاهرة للعمل مع فريق من عشرة أشخاص.",
    "ru": "Мы ищем медсестру в нашу клинику в Казани. Вы будете работать в команде из десяти человек.",
    "uk": "Ми шукаємо медсестру до нашої клініки у Львові. Ви працюватимете в команді з десяти людей.",
    "he": "אנחנו מחפשים אחות למרפאה שלנו בחיפה לעבודה בצוות של עשרה אנשים.",
    "hi": "हमें पुणे में अपने क्लिनिक के लिए एक नर्स की आवश्यकता है।",
    "el": "Αναζητούμε νοσηλεύτρια για την κλινική μας στην Πάτρα.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_language(language: str) -> None:
    assert read_language(TEXTS[language]) == language


@pytest.mark.parametrize(
    "text", ["", "Java, Python, SQL", "Engineer", "12345 67890", "https://example.com/the/and/of/for", "OK"]
)
def test_too_short_or_no_language_is_none(text: str) -> None:
    assert read_language(text) is None


def test_html_and_foreign_names_do_not_matter() -> None:
    html = "<p class='de und der'>" + TEXTS["en"] + "</p> Weiß Müller GmbH, São Paulo"
    assert read_language(html) == "en"
