"""Words that tell a position, an organisation, a place of learning or a task, in seven languages: data only.

Folded spellings. `POSITION_WORDS` are whole words; `POSITION_ENDINGS` end German and Dutch compounds.
"""

from pathwise.resume.wording import word_set

POSITION_WORDS = word_set(
    # English
    "engineer engineers developer developers programmer architect manager director officer president vp ceo cto cfo coo"
    " cio cmo chief head lead leader founder cofounder owner partner principal analyst scientist researcher consultant"
    " advisor adviser specialist expert coordinator administrator admin assistant associate intern internship trainee"
    " apprentice representative rep executive supervisor foreman clerk secretary receptionist cashier accountant"
    " auditor bookkeeper controller teller underwriter broker trader banker economist actuary buyer planner scheduler"
    " estimator inspector technician mechanic electrician plumber carpenter welder operator machinist driver loader"
    " picker packer handler nurse doctor physician surgeon pharmacist therapist dentist caregiver carer midwife"
    " paramedic radiographer dietitian nutritionist psychologist counselor counsellor teacher tutor lecturer professor"
    " instructor educator trainer coach facilitator principal librarian chef cook baker waiter waitress bartender"
    " barista server host hostess housekeeper cleaner janitor porter guard lawyer attorney paralegal solicitor"
    " barrister judge notary designer illustrator artist photographer editor writer journalist reporter copywriter"
    " translator interpreter producer animator stylist hairdresser beautician marketer recruiter salesperson salesman"
    " saleswoman merchandiser agent strategist evangelist tester fellow scholar scientist postdoc volunteer member"
    " freelancer contractor superintendent dispatcher crew captain pilot attendant steward sergeant lieutenant soldier"
    " detective investigator firefighter ranger gardener landscaper farmer worker laborer labourer helper aide deputy"
    " dean provost curator archivist treasurer chairman chairperson chair chairwoman ambassador liaison generalist"
    " practitioner webmaster sysadmin devops sre qa dba superviser moderator organizer expeditor stocker groomer"
    " butcher tailor seamstress painter roofer mason plasterer surveyor geologist chemist biologist physicist"
    " statistician mathematician programmer hacker ninja clinician hygienist phlebotomist sonographer nanny babysitter"
    " custodian valet concierge bellhop guide entrepreneur captain examiner reviewer processor adjuster collector"
    " biller coder sorter assembler fabricator installer repairman foreperson musician actor actress dancer singer"
    " composer proctor registrar bursar optician optometrist veterinarian chiropractor esthetician barber florist"
    " jeweler upholsterer glazier rigger lineman boilermaker millwright pipefitter ironworker drafter draftsman"
    " toolmaker setter finisher dishwasher busser sommelier brewer sailor seaman airman corporal commander colonel"
    " major cadet ambassador teller greeter demonstrator promoter organiser buyer closer negotiator"
    # French
    " ingenieur ingenieure developpeur developpeuse chef cheffe responsable directeur directrice gerant gerante charge"
    " chargee conseiller conseillere assistante stagiaire alternant alternante apprenti apprentie technicien"
    " technicienne infirmier infirmiere enseignant enseignante professeur vendeur vendeuse comptable consultante"
    " caissier caissiere serveur serveuse cuisinier cuisiniere electricien mecanicien plombier menuisier chauffeur"
    " ouvrier ouvriere secretaire hote hotesse avocat avocate juriste redacteur redactrice graphiste formateur"
    " formatrice aide employe employee animateur animatrice educateur educatrice gestionnaire acheteur acheteuse"
    " commercial commerciale analyste administrateur administratrice concepteur charpentier boulanger patissier"
    " preparateur magasinier"
    # German
    " ingenieurin entwickler entwicklerin leiter leiterin geschaftsfuhrer geschaftsfuhrerin berater beraterin"
    " praktikant praktikantin werkstudent werkstudentin auszubildender auszubildende azubi mitarbeiter mitarbeiterin"
    " sachbearbeiter sachbearbeiterin techniker technikerin verkaufer verkauferin kaufmann kauffrau krankenschwester"
    " krankenpfleger pflegefachkraft pfleger pflegerin lehrer lehrerin erzieher erzieherin koch kochin kellner"
    " kellnerin fahrer meister meisterin geselle gesellin assistentin buchhalter buchhalterin referent referentin"
    " redakteur redakteurin analyst projektleiter projektleiterin teamleiter teamleiterin architektin anwalt anwaltin"
    " arzt arztin schreiner elektriker mechaniker mechatroniker tischler schlosser sekretarin sekretar gartner backer"
    " maler aushilfe fachkraft vertriebsleiter"
    # Spanish, Portuguese
    " ingeniero ingeniera desarrollador desarrolladora jefe jefa director directora gerente encargado encargada"
    " asistente auxiliar becario becaria practicante pasante tecnico tecnica enfermero enfermera maestro maestra"
    " profesor profesora docente vendedor vendedora dependiente contador contadora contable consultor consultora cajero"
    " cajera camarero camarera cocinero cocinera electricista mecanico fontanero carpintero conductor operario operaria"
    " secretaria secretario abogado abogada redactor redactora disenador disenadora formador analista administrativo"
    " administrativa coordinador coordinadora supervisor supervisora responsable comercial programador programadora"
    " arquitecto arquitecta peon albanil engenheiro engenheira desenvolvedor desenvolvedora chefe diretor diretora"
    " estagiario estagiaria tecnologo enfermeiro enfermeira professora vendedora caixa garcom cozinheiro cozinheira"
    " eletricista motorista advogado advogada designer coordenador coordenadora gestor gestora assistente operador"
    " operadora recepcionista atendente lider socio"
    # Italian, Dutch
    " ingegnere sviluppatore sviluppatrice responsabile direttore direttrice capo impiegato impiegata"
    " tirocinante stagista apprendista tecnico infermiere infermiera insegnante docente venditore venditrice"
    " commesso commessa contabile consulente cassiere cameriere cameriera cuoco cuoca elettricista meccanico"
    " idraulico falegname autista operaio operaia segretaria avvocato redattore grafico formatore coordinatore"
    " coordinatrice programmatore addetto addetta collaboratore ontwikkelaar leider leidinggevende directeur"
    " medewerker medewerkster stagiair stagiaire leerling monteur verpleegkundige docent leraar lerares"
    " verkoper verkoopster boekhouder adviseur kok ober chauffeur beheerder hoofd projectleider teamleider"
    " ondernemer eigenaar magazijnmedewerker verzorgende"
)

POSITION_ENDINGS = tuple(
    word_set(
        "ingenieur ingenieurin entwickler entwicklerin leiter leiterin berater beraterin mitarbeiter mitarbeiterin"
        " kaufmann kauffrau techniker technikerin mechaniker mechanikerin assistent assistentin praktikant"
        " praktikantin pfleger pflegerin lehrer lehrerin manager managerin verkaufer verkauferin fahrer meister"
        " meisterin kraft student studentin helfer helferin medewerker ontwikkelaar leider verpleegkundige monteur"
        " adviseur beheerder"
    )
)

ORGANISATION_WORDS = word_set(
    "inc llc llp ltd limited corp corporation company co gmbh ag kg ohg ug se sa sas sarl sl slu srl spa lda"
    " ltda bv nv plc pty oy ab group holding holdings partners associates bank hospital clinic university"
    " college school institute institution laboratory laboratories labs foundation agency ministry department"
    " council city county restaurant hotel studio studios technologies systems solutions services industries"
    " enterprises consulting airlines airport museum library church army navy force police court center centre"
    " store stores shop market supermarket bakery pharmacy insurance universitat universite universidad"
    " universidade universita universiteit hochschule schule klinik krankenhaus hopital clinique hospital"
    " ospedale ziekenhuis stadt ville ayuntamiento ministerio gruppe groupe grupo gruppo verlag werke"
    " restaurante ristorante boulangerie international worldwide network media partnership society association"
    " club academy organization organisation authority trust district kindergarten nursery logistics"
)

LEARNING_WORDS = word_set(
    "university college school institute institution educational academy polytechnic conservatory conservatoire faculty"
    " seminary univ universitat universite universidad universidade universita universiteit hochschule"
    " fachhochschule gesamtschule realschule hauptschule berufsschule berufskolleg gymnasium lyceum lycee ecole"
    " college iut insa institut instituto istituto instituut escuela colegio escola colegio faculdade facultad"
    " politecnico politecnica polytechnique politecnico scuola liceo accademia academia hogeschool school mit"
    " eth epfl ucla nyu caltech kit rwth tum tu akademie handelsschule volksschule berufsakademie centro"
    " bootcamp hbo roc lise ensam hec essec esade ecole"
)
LEARNING_ENDINGS = tuple(
    word_set("universitat universiteit hochschule schule gymnasium kolleg college akademie school")
)

# First words of a line that tells what was done: such a line is no header of an entry.
TASK_WORDS = word_set(
    "i we my our ich je nous responsible duties provide provides provided develop design build manage lead led built"
    " ran made wrote taught grew sold cut won held kept drove oversaw oversee maintain ensure assist support supports"
    " create work worked perform participate conduct prepare handle coordinate implement monitor analyze train"
    " supervise collaborate help serve realize invent define improve organize write use used using plan plans review"
    " responsibilities develops designs builds manages leads maintains ensures assists creates works performs prepares"
    " handles responsibility tools technologies environment skills achievements tasks description developpement gestion"
    " creation mise realisation participation suivi encadrement conception entwicklung verantwortlich durchfuhrung"
    " betreuung planung erstellung mitarbeit umsetzung unterstutzung desarrollo gestion diseno elaboracion"
    " desenvolvimento gestao elaboracao sviluppo gestione realizzazione ontwikkeling verantwoordelijk"
)
# Words in -ed and -ing that begin names of positions and fields rather than tasks.
NOT_TASKS = word_set(
    "marketing engineering accounting nursing banking consulting trading training catering manufacturing purchasing"
    " advertising testing writing editing teaching mining publishing recruiting shipping receiving billing programming"
    " accredited registered certified limited united applied advanced integrated licensed chartered learning housing"
    " founding acting managing operating leading senior holding wedding building clothing printing processing staffing"
    " boeing beijing red unlimited allied associated retired visiting machine"
)
# Words of TASK_WORDS that begin names of positions as well ("Project Manager").
NOUNS_TOO = word_set(
    "design support plan lead service build work review test use train help trainee market head assist"
    " analyse process sales"
)
