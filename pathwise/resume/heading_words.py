"""The headings of resumes in English, French, German, Spanish, Portuguese, Italian and Dutch: data only.

Folded spellings (see `wording.fold`), parted by `|`.
"""

from pathwise.resume.model import SectionKind
from pathwise.resume.wording import word_set

HEADINGS: dict[SectionKind, str] = {
    SectionKind.CONTACT: (
        "contact|contacts|contact me|contact details|contact information|contact info|personal details"
        "|personal information|personal info|personal data|about|address|get in touch|details|connect|links|profiles"
        "|online profiles|social|socials|coordonnees|informations personnelles|etat civil|me contacter|kontakt"
        "|kontaktdaten|personliche daten|personliche angaben|angaben zur person|zur person|anschrift|contacto"
        "|datos personales|datos de contacto|informacion personal|informacion de contacto|contato|contatos"
        "|dados pessoais|informacoes pessoais|informacoes de contato|informacao pessoal|contatti|dati personali"
        "|informazioni personali|recapiti|contactgegevens|persoonlijke gegevens|persoonsgegevens|personalia"
    ),
    SectionKind.SUMMARY: (
        "summary|profile|objective|objectives|career objective|about me|overview|introduction|personal statement"
        "|statement|professional summary|executive summary|career summary|summary of qualifications"
        "|qualifications summary|qualification summary|executive profile|professional profile|personal profile"
        "|career profile|profile summary|experience summary|summary of experience|career overview|professional overview"
        "|career goal|career goals|job objective|employment objective|who i am|info|bio|biography|mission|headline"
        "|highlights|career highlights|professional objective|summary statement|profil|a propos|a propos de moi"
        "|resume professionnel|objectif|objectif professionnel|presentation|accroche|kurzprofil|uber mich"
        "|zusammenfassung|berufsziel|personliches profil|berufliches profil|perfil|perfil profesional|resumen"
        "|resumen profesional|objetivo|objetivo profesional|sobre mi|acerca de mi|extracto|resumo|resumo profissional"
        "|perfil profissional|objetivo profissional|sobre|sobre mim|apresentacao|profilo|profilo professionale"
        "|profilo personale|obiettivo|obiettivi|chi sono|su di me|sintesi|presentazione|profiel|samenvatting|over mij"
        "|persoonlijk profiel|doelstelling"
    ),
    SectionKind.EXPERIENCE: (
        "experience|experiences|employment|employment history|work history|career history|job history|work|career"
        "|professional background|work background|employment background|employment record|positions held"
        "|professional history|work experience|professional experience|job experience|industry experience"
        "|business experience|career experience|teaching experience|research experience|clinical experience"
        "|military experience|internship|internships|internship experience|leadership experience|management experience"
        "|engineering experience|military service|work experiences|experience highlights|positions|jobs"
        "|freelance experience|field experience|career progression|career chronology|where i have worked"
        "|vocational experience|academic appointments|appointments|experience professionnelle"
        "|experiences professionnelles|parcours professionnel|parcours|emplois|stages|stage|carriere|experiences pro"
        "|experience pro|berufserfahrung|berufserfahrungen|beruflicher werdegang|werdegang|berufspraxis"
        "|praktische erfahrung|praktika|praktikum|arbeitserfahrung|berufstatigkeit|berufliche erfahrung"
        "|berufliche erfahrungen|beruflicher hintergrund|erfahrung|erfahrungen|berufliche stationen|tatigkeiten|beruf"
        "|berufslaufbahn|experiencia|experiencias|experiencia laboral|experiencia profesional|historial laboral"
        "|trayectoria|trayectoria profesional|trayectoria laboral|practicas|antecedentes laborales|empleo"
        "|experiencia profissional|experiencias profissionais|historico profissional|percurso profissional|estagios"
        "|experiencia de trabalho|atividade profissional|esperienza|esperienze|esperienza professionale"
        "|esperienze professionali|esperienza lavorativa|esperienze lavorative|esperienze di lavoro"
        "|percorso professionale|carriera|tirocini|stage e tirocini|werkervaring|ervaring|loopbaan|arbeidsverleden"
        "|beroepservaring|professionele ervaring|relevante werkervaring|stages en werkervaring"
    ),
    SectionKind.EDUCATION: (
        "education|educational background|academic background|academic history|academic qualifications|academics"
        "|studies|educational qualifications|educational qualification|academic qualification|education history|degrees"
        "|schooling|education details|educational details|academic details|academic profile|academic record"
        "|educational history|academia|academic experience|academic credentials|education background|scholastics"
        "|academic education|school|schools|formation|formations|formation academique|etudes|diplomes|diplome"
        "|parcours academique|parcours scolaire|scolarite|cursus|cursus scolaire|formation initiale|etudes et diplomes"
        "|formation scolaire|ausbildung|bildung|bildungsweg|studium|schulbildung|akademischer werdegang"
        "|akademische ausbildung|schulischer werdegang|bildungsgang|schule|hochschulbildung|ausbildung und studium"
        "|schulausbildung|berufsausbildung|hochschulstudium|educacion|formacion|formacion academica|estudios"
        "|estudios realizados|titulos|titulacion|preparacion academica|educacao|formacao|formacao academica"
        "|escolaridade|habilitacoes academicas|habilitacoes literarias|estudos|istruzione|formazione|titoli di studio"
        "|studi|istruzione e formazione|percorso di studi|educazione|formazione accademica|opleiding|opleidingen"
        "|onderwijs|studie|scholing|gevolgde opleidingen|opleiding en training"
    ),
    SectionKind.SKILLS: (
        "skills|skill|skill set|skillset|skills summary|summary of skills|core competencies|competencies|competences"
        "|expertise|areas of expertise|area of expertise|technologies|technology|tools|tech stack|technical stack"
        "|technical proficiencies|technical skills|technical expertise|technical summary|technical knowledge"
        "|computer skills|it skills|soft skills|hard skills|proficiencies|core skills|key skills|strengths"
        "|core strengths|key strengths|abilities|skill highlights|skills highlights|highlights of skills"
        "|core qualifications|key qualifications|qualifications|capabilities|specialties|specialities|specializations"
        "|knowledge|programming languages|technical competencies|fields|talents|software|software skills"
        "|programming skills|language skills and tools|computer knowledge|computer proficiency|operating systems"
        "|frameworks|areas of knowledge|technical profile|technical strengths|professional skills|know how"
        "|special skills|technical toolbox|toolbox|what i can do|computer literacy|digital skills|design skills"
        "|clinical skills|technical qualifications|relevant skills|transferable skills|interpersonal skills|technical"
        "|top skills|methods|competences cles|competences techniques|competences professionnelles|savoir faire"
        "|savoir etre|savoirs|aptitudes|informatique|outils|logiciels|atouts|competences informatiques"
        "|domaines de competence|qualites|fahigkeiten|kenntnisse|kompetenzen|fachkenntnisse|edv kenntnisse"
        "|it kenntnisse|technische kenntnisse|qualifikationen|besondere kenntnisse|fertigkeiten|weitere kenntnisse"
        "|starken|fachliche kompetenzen|edv|schlusselqualifikationen|kenntnisse und fahigkeiten|softwarekenntnisse"
        "|programmierkenntnisse|computerkenntnisse|it skills|habilidades|competencias|conocimientos|aptitudes|destrezas"
        "|herramientas|informatica|capacidades|fortalezas|habilidades tecnicas|conocimientos tecnicos"
        "|conocimientos informaticos|conocimientos de computacion|software|competencias tecnicas|conhecimentos"
        "|habilidades e competencias|ferramentas|qualificacoes|aptidoes|conhecimentos tecnicos|competenze|capacita"
        "|abilita|conoscenze|competenze tecniche|competenze informatiche|conoscenze informatiche|strumenti"
        "|capacita e competenze|competenze digitali|punti di forza|vaardigheden|competenties|kennis"
        "|computervaardigheden|kwaliteiten|kerncompetenties|technische vaardigheden|kennis en kunde"
    ),
    SectionKind.PROJECTS: (
        "projects|project|project experience|portfolio|open source|side projects|personal projects|academic projects"
        "|projects undertaken|project work|projects handled|project details|open source projects"
        "|open source contributions|samples|case studies|research projects|course projects"
        "|technical projects|engagements|projets|projets personnels|projets realises|realisations|projekte"
        "|projekterfahrung|projektliste|eigene projekte|proyectos|proyectos personales|projetos|projetos pessoais"
        "|progetti|progetti personali|projecten"
    ),
    SectionKind.CERTIFICATIONS: (
        "certifications|certification|certificates|certificate|licenses|licences|license|licensure|credentials"
        "|accreditations|licenses and certifications|training|trainings|courses|professional development|coursework"
        "|continuing education|training and certifications|trainings and certifications|online courses"
        "|professional training|relevant coursework|courses and certifications|certificates and licenses|registrations"
        "|professional certifications|seminars|workshops|certifications et formations|habilitations|permis"
        "|formation continue|formations complementaires|zertifikate|zertifizierungen|weiterbildung|weiterbildungen"
        "|fortbildungen|fortbildung|lehrgange|fuhrerschein|kurse|certificaciones|certificados|cursos"
        "|formacion complementaria|formacion adicional|cursos y certificaciones|licencias|certificacoes"
        "|formacao complementar|cursos complementares|cursos e certificacoes|certificazioni|certificati|corsi|patenti"
        "|corsi di formazione|formazione continua|certificaten|certificeringen|cursussen|trainingen|rijbewijs"
    ),
    SectionKind.LANGUAGES: (
        "languages|language|language skills|spoken languages|foreign languages|languages known|language proficiency"
        "|linguistics|languages knowledge|knowledge of languages|languages spoken|linguistic skills|known languages"
        "|langues|langue|competences linguistiques|langues etrangeres|sprachen|sprachkenntnisse|fremdsprachen|idiomas"
        "|lenguas|lenguajes|linguas|lingue|lingue straniere|competenze linguistiche|conoscenze linguistiche|talen"
        "|talenkennis|taalvaardigheden"
    ),
    SectionKind.PUBLICATIONS: (
        "publications|publication|papers|patents|talks|invited talks|presentations|conferences|conference papers"
        "|writing|speaking|research|articles|books|journal articles|posters|speaking engagements|lectures|bibliography"
        "|patents and publications|conference presentations|invited lectures|research interests|selected works"
        "|public speaking|books and articles|articles et publications|brevets|veroffentlichungen|publikationen|vortrage"
        "|patente|konferenzen|publicaciones|ponencias|patentes|publicacoes|palestras|pubblicazioni|brevetti|conferenze"
        "|publicaties|lezingen"
    ),
    SectionKind.AWARDS: (
        "awards|award|honors|honours|achievements|accomplishments|recognition|scholarships|prizes|distinctions|grants"
        "|fellowships|honors and awards|awards and honors|awards and achievements|key achievements|key accomplishments"
        "|core accomplishments|honors/awards|awards/honors|selected honors|achievement|career achievements"
        "|professional accomplishments|honors & awards|accolades|career accomplishments|academic achievements"
        "|academic honors|grants and fellowships|recognitions|prix|recompenses|distinctions et prix|bourses"
        "|auszeichnungen|preise|erfolge|stipendien|ehrungen|premios|reconocimientos|logros|becas"
        "|premios y reconocimientos|premiacoes|conquistas|bolsas|premi|riconoscimenti|borse di studio|prijzen"
        "|onderscheidingen|beurzen|prestaties"
    ),
    SectionKind.VOLUNTEERING: (
        "volunteering|volunteer|volunteer work|volunteer experience|community service|community involvement|community"
        "|service|social work|civic activities|charity work|volunteer activities|voluntary work|voluntary experience"
        "|social engagement|leadership|leadership and activities|extracurricular activities|extracurriculars"
        "|extra curricular activities|campus involvement|on campus involvement|involvement|student activities"
        "|activities and leadership|outreach|benevolat|engagement associatif|vie associative|associations|engagements"
        "|ehrenamt|ehrenamtliche tatigkeit|ehrenamtliche tatigkeiten|ehrenamtliches engagement|engagement"
        "|soziales engagement|voluntariado|trabajo voluntario|trabalho voluntario|volontariato|attivita di volontariato"
        "|vrijwilligerswerk"
    ),
    SectionKind.INTERESTS: (
        "interests|hobbies|hobby|activities|interests and hobbies|hobbies and interests|personal interests|leisure"
        "|pastimes|activities and interests|interests and activities|outside interests|reading|free time"
        "|extracurricular interests|centres d interet|loisirs|interets|passions"
        "|centre d interet|interessen|hobbys|freizeit|interessen und hobbys|intereses|aficiones|pasatiempos|interesses"
        "|passatempos|interessi|passioni|tempo libero|interesses|vrije tijd"
    ),
    SectionKind.REFERENCES: (
        "references|reference|referees|referee|recommendations|testimonials|professional references"
        "|references available|references professionnelles|referenzen|referencias|referencias personales|referenze"
        "|referenties|recomendaciones"
    ),
    SectionKind.OTHER: (
        "additional information|other|others|miscellaneous|additional|other information|affiliations|memberships"
        "|affiliation|professional affiliations|professional memberships|governance|extra|declaration|appendix|personal"
        "|availability|additional details|security clearance|clearance|visa status|work authorization|other activities"
        "|misc|attachments|divers|autres|informations complementaires|sonstiges|weiteres|mitgliedschaften|otros"
        "|otros datos|informacion adicional|miscelaneo|outros|informacoes adicionais|altro|ulteriori informazioni|varie"
        "|overig|overige|lidmaatschappen|anlagen|membership|professional associations|professional organizations"
        "|organizations|welcome"
    ),
}

# Words that narrow a heading down and change nothing of its kind.
QUALIFIERS = word_set(
    "my the selected relevant recent other additional key core main previous past current professional personal"
    " general special detailed related notable academic technical industry practical further brief career"
    " complete full basic new important major significant outstanding extra specific individual autres"
    " principales wichtige weitere sonstige ausgewahlte relevante meine mes mis meus outras otras otros altre"
    " altri overige mijn cv resume history section details summary list overview"
)

# What joins two headings in one line.
JOINTS = word_set("and & / + et und y e en with plus ou or of in")
