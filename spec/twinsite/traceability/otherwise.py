"""What covers a requirement that neither an event nor a property names."""

COVERED_OTHERWISE = {
    "BC-01": "a deployment has SIP Server pairs",
    "BC-03": "profiles are computed from the site names",
    "BC-04": "profiles are computed from the site names",
    "BC-05": "profiles are computed from the names of pairs",
    "BC-06": "options are accepted at each level",
    "BC-07": "effective options are computed over the levels",
    "BC-08": "each agent has sites of its own",
    "BC-09": "the option's entry, and the deadline of SITE-03",
    "BC-10": "a precondition of the deployment",
    "BC-11": "a profile is constant",
    "BC-13": "a precondition of the deployment",
    "BC-14": "a precondition of the deployment, beyond the voice connection",
    "LINK-09": "the retry delay of each connection is computed",
    "REG-12": "the option's entry, the values of the shipped example, and hazard H2",
    "REG-11": "the kind of phone decides the composition",
    "WHOLE-01": "the properties of the whole desktop",
    "WHOLE-02": "the properties of the whole desktop, and the check that its parts are independent",
    "WHOLE-03": "the properties of the whole desktop",
    "WHOLE-04": "the properties of the whole desktop",
    "WHOLE-05": "the properties of the whole desktop",
    "WHOLE-06": "the properties of the whole desktop",
}
"""What covers a requirement that is about deployments, compositions or assumptions."""
