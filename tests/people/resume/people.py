"""Invented persons with what a reader of their résumés must find, in four languages."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Job:
    title: str
    employer: str
    place: str
    dates: str
    start: str
    end: str | None
    points: tuple[str, ...] = ()


@dataclass(frozen=True)
class Degree:
    degree: str
    school: str
    dates: str
    start: str | None
    end: str | None


@dataclass(frozen=True)
class Someone:
    """One person; ``heads`` are the headings of profile, jobs, education, skills, languages and certificates."""

    name: str
    label: str
    email: str
    phone: str
    place: str
    city: str
    summary: str
    jobs: tuple[Job, ...]
    degrees: tuple[Degree, ...]
    skills: dict[str, tuple[str, ...]]
    languages: tuple[tuple[str, str], ...]
    certificates: tuple[str, ...] = ()
    heads: tuple[str, ...] = ("Profile", "Experience", "Education", "Skills", "Languages", "Certifications")
    tongue: str = field(default="en")


SPANISH = ("Perfil", "Experiencia profesional", "Formación académica", "Habilidades", "Idiomas", "Certificaciones")
FRENCH = ("Profil", "Expérience professionnelle", "Formation", "Compétences", "Langues", "Certificats")
GERMAN = ("Profil", "Berufserfahrung", "Ausbildung", "Kenntnisse", "Sprachen", "Zertifikate")

NURSE = Someone(
    "Odalys Brightwater", "Registered Nurse", "odalys.brightwater@example.com", "(539) 555-0142", "Sapulpa, OK", "Sapulpa",
    "Registered nurse with nine years in cardiac and emergency care, known for calm nights and clear handovers.",
    (
        Job("Charge Nurse", "Redfork Regional Hospital", "Tulsa, OK", "March 2021 – Present", "2021-03", None,
            ("Run a thirty-bed cardiac unit on nights, with a team of nine nurses and four aides who rotate every six weeks across wards",
             "Cut handover errors by a third with a one-page sheet", "Precept new graduates through their first year")),
        Job("Staff Nurse", "Cimarron Valley Clinic", "Stillwater, OK", "June 2017 – February 2021", "2017-06", "2021-02",
            ("Cared for emergency and outpatient cases", "Started the clinic's first triage line, which now answers about two hundred calls a week from six counties")),
        Job("Nursing Assistant", "Plum Creek Care Home", "Perkins, OK", "08/2014 – 05/2017", "2014-08", "2017-05",
            ("Helped residents with meals, walking and baths",)),
    ),
    (Degree("Bachelor of Science in Nursing", "Cimarron State University", "2013 – 2017", "2013", "2017"),),
    {"Clinical": ("telemetry", "triage", "wound care", "IV therapy"), "Systems": ("Epic", "Cerner")},
    (("English", "native"), ("Spanish", "conversational")), ("Basic Life Support (BLS)", "CCRN"),
)  # fmt: skip

WELDER = Someone(
    "Tobias Ferncliff", "Pipe Welder", "t.ferncliff@example.net", "918-555-0178", "Broken Arrow, OK", "Broken Arrow",
    "Pipe welder with twelve years in plants and shops. Clean record, own tools, willing to travel.",
    (
        Job("Lead Welder", "Ironwood Fabrication LLC", "Catoosa, OK", "Jan 2020 - Present", "2020-01", None,
            ("Lead a crew of seven on stainless process piping", "Passed every X-ray in the last two shutdowns")),
        Job("Pipe Welder", "Blue Heron Energy Services", "Cushing, OK", "Apr 2015 - Dec 2019", "2015-04", "2019-12",
            ("Welded carbon and chrome pipe to code", "Trained four helpers who passed their own tests")),
        Job("Welder Helper", "Stonebridge Tank & Vessel", "Tulsa, OK", "2012 - 2015", "2012", "2015",
            ("Fitted, ground and cleaned for six welders",)),
    ),
    (Degree("Certificate in Welding Technology", "Green Country Technology Center", "2011 - 2012", "2011", "2012"),
     Degree("High School Diploma", "Wagoner High School", "2011", None, "2011")),
    {"Processes": ("GTAW", "SMAW", "FCAW", "pipe fitting"), "Other": ("blueprint reading", "rigging", "forklift")},
    (("English", "native"), ("German", "basic")), ("AWS D1.1", "OSHA 30"),
)  # fmt: skip

ANALYST = Someone(
    "Mireya Castellón Ríos", "Analista de datos", "mireya.castellon@example.com", "+34 612 555 018", "Zaragoza, España", "Zaragoza",
    "Analista de datos con siete años en comercio y logística. Me gusta explicar cifras difíciles con palabras sencillas.",
    (
        Job("Analista de datos sénior", "Almacenes Ribagorza S.L.", "Zaragoza, España", "marzo de 2021 – actualidad", "2021-03", None,
            ("Diseñé los cuadros de mando que usan a diario cuarenta responsables de tienda y tres directores regionales de la empresa",
             "Reduje el tiempo de cierre mensual de nueve a cuatro días")),
        Job("Analista de logística", "Transportes Moncayo S.A.", "Huesca, España", "septiembre de 2017 – febrero de 2021", "2017-09", "2021-02",
            ("Planifiqué rutas para sesenta camiones", "Automaticé informes semanales con Python y SQL")),
    ),
    (Degree("Grado en Estadística", "Universidad de Zaragoza", "2013 – 2017", "2013", "2017"),),
    {"Herramientas": ("Python", "SQL", "Power BI", "Excel"), "Métodos": ("estadística", "previsión de demanda")},
    (("Español", "nativo"), ("Inglés", "B2"), ("Francés", "A2")), ("Scrum Master (PSM I)",), SPANISH, "es",
)  # fmt: skip

CHEF = Someone(
    "Joaquín Valdivieso Luna", "Jefe de cocina", "joaquin.valdivieso@example.org", "+52 55 5555 0134", "Guadalajara, México", "Guadalajara",
    "Jefe de cocina con quince años en restaurantes y hoteles, cuidadoso con los costos y paciente con los aprendices.",
    (
        Job("Jefe de cocina", "Hotel Mirador del Lago", "Guadalajara, México", "05/2019 – presente", "2019-05", None,
            ("Dirijo una brigada de dieciocho personas en dos turnos", "Bajé la merma de alimentos de ocho a tres por ciento en un año")),
        Job("Sous chef", "Restaurante La Higuera", "Puebla, México", "02/2014 – 04/2019", "2014-02", "2019-04",
            ("Preparé cartas de temporada con productores de la región",)),
        Job("Cocinero", "Cafetería El Portal", "Puebla, México", "2009 – 2014", "2009", "2014", ("Cociné desayunos y comidas",)),
    ),
    (Degree("Licenciatura en Gastronomía", "Instituto Culinario de Puebla", "2005 – 2009", "2005", "2009"),),
    {"Cocina": ("panadería", "pastelería", "control de costos"), "Equipo": ("capacitación", "inventarios")},
    (("Español", "lengua materna"), ("Inglés", "intermedio")), ("Distintivo H",), SPANISH, "es",
)  # fmt: skip

ELECTRICIAN = Someone(
    "Maëlle Roussillon", "Électricienne", "maelle.roussillon@example.fr", "+33 6 55 50 01 42", "Grenoble, France", "Grenoble",
    "Électricienne avec dix ans d'expérience dans le bâtiment et l'industrie, à l'aise avec les chantiers difficiles.",
    (
        Job("Cheffe d'équipe électricité", "Entreprise Belledonne SARL", "Grenoble, France", "avril 2020 – aujourd'hui", "2020-04", None,
            ("Encadre six électriciens sur des chantiers de logements et d'écoles dans toute la région grenobloise et en Savoie",
             "Prépare les plannings et les commandes")),
        Job("Électricienne industrielle", "Papeteries du Drac SA", "Lyon, France", "septembre 2014 – mars 2020", "2014-09", "2020-03",
            ("Entretien de quatre lignes de production", "Dépannage de nuit et astreintes")),
    ),
    (Degree("BTS Électrotechnique", "Lycée Vaucanson", "2012 – 2014", "2012", "2014"),),
    {"Techniques": ("habilitation électrique", "AutoCAD", "domotique"), "Outils": ("Excel", "MS Project")},
    (("Français", "langue maternelle"), ("Anglais", "B1")), ("CACES R486",), FRENCH, "fr",
)  # fmt: skip

BOOKKEEPER = Someone(
    "Henrike Saalfeld", "Bilanzbuchhalterin", "henrike.saalfeld@example.de", "+49 30 5550142", "Leipzig, Deutschland", "Leipzig",
    "Bilanzbuchhalterin mit zwölf Jahren Erfahrung im Mittelstand, sorgfältig und gern auch für schwierige Abschlüsse da.",
    (
        Job("Leiterin Buchhaltung", "Mühlbacher Werkzeugbau GmbH", "Leipzig, Deutschland", "seit 03/2019", "2019-03", None,
            ("Leitung eines Teams von fünf Personen und Verantwortung für die Monatsabschlüsse von drei Gesellschaften der Gruppe",
             "Einführung eines neuen Mahnwesens")),
        Job("Finanzbuchhalterin", "Sternberg Logistik AG", "Halle, Deutschland", "08/2013 – 02/2019", "2013-08", "2019-02",
            ("Kreditoren und Debitoren mit SAP", "Vorbereitung der Jahresabschlüsse")),
    ),
    (Degree("Bachelor of Arts in Betriebswirtschaftslehre", "Hochschule Merseburg", "2010 – 2013", "2010", "2013"),),
    {"Software": ("SAP", "DATEV", "Excel"), "Fachlich": ("Bilanzierung", "Umsatzsteuer")},
    (("Deutsch", "Muttersprache"), ("Englisch", "B2")), ("Geprüfte Bilanzbuchhalterin (IHK)",), GERMAN, "de",
)  # fmt: skip

PEOPLE = {
    "nurse": NURSE,
    "welder": WELDER,
    "analyst": ANALYST,
    "chef": CHEF,
    "electrician": ELECTRICIAN,
    "bookkeeper": BOOKKEEPER,
}
