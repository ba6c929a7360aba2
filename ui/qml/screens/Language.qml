import QtQuick
import "../theme"
import "../components"
import "parts"

// Which language; each is named in its own script.
Screen {
    id: screen

    tools: ["larger"]
    title: say["language.title"]
    titleSize: "title"

    AttractScene {
        width: parent.width
        visible: Theme.portrait
        maximumHeight: Theme.large ? 380 : 620
    }

    LanguageRow {
        width: parent.width
        tall: Theme.portrait ? 640 : 480
        vm: screen.vm
        onChosen: language => screen.vm.visit.chooseLanguage(language)
    }
}
