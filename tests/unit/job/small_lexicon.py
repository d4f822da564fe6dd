"""A lexicon of a few skills: what is read from a text must not change when the packaged one grows."""

from pathwise.resume.lexicon import Lexicon, parse_family

_TABLE = """\
Accounting\tskill\t\tcontabilidade
AWS\ttool
Azure\ttool
Communication\tskill\t\tcommunication skills|written communication
Customer service\tskill
Data analysis\tskill
Docker\ttool
Excel\ttool
First aid\tcredential
Go\tlanguage\t\t=Go\tlist|experience
Google Cloud\ttool
HubSpot\ttool
Human resources\tskill\t\tPersonalwesen
Java\tlanguage
Kafka\ttool
Kotlin\tlanguage
Kubernetes\ttool
Marketing\tskill
Negotiation\tskill\t\tnegotiation skills
Nursing\tskill
Payroll\tskill
PostgreSQL\ttool
Python\tlanguage
R\tlanguage\t\t=R\tlist|sql
Sales\tskill
Salesforce\ttool
SAP\ttool
SQL\tlanguage
Statistics\tskill
Warehousing\tskill\t\twarehouse|magazzino
Workday\ttool
"""
SMALL_LEXICON = Lexicon(parse_family("trial", _TABLE), "trial")
