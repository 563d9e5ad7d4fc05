# Your own commands. This file is yours: updates of the template never touch it.
#
# seed: install ## Fill the database with samples
# 	$(RUN) tools.seed
